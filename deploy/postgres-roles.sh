#!/bin/sh
# Runs once, when the database volume is empty: the owner of the schema and the application, which may not change the record.
set -eu
psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
  --set owner_password="$OWNER_DB_PASSWORD" --set app_password="$APP_DB_PASSWORD" <<'SQL'
create role qingfeng_owner login createdb password :'owner_password';
create role qingfeng_app login password :'app_password';
create database qingfeng owner qingfeng_owner template template0 encoding 'UTF8' locale 'C.UTF-8';
SQL
