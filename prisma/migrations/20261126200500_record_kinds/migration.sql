-- The other kinds of records that rules read (DOMAIN §8.2), and fields that the first three lacked. Registers lie in one table, since
-- they are looked up by person or plate and not by month; what happens day by day is cut by month like the first three.

ALTER TABLE "expense"
  ADD COLUMN "payee_category" TEXT,
  ADD COLUMN "goods" TEXT,
  ADD COLUMN "channel" TEXT,
  ADD COLUMN "recipients" INTEGER,
  ADD COLUMN "duty_ref" TEXT,
  ADD COLUMN "attendance_ref" TEXT,
  ADD COLUMN "contract_ref" TEXT,
  ADD COLUMN "acceptance_ref" TEXT;
ALTER TABLE "staged_expense"
  ADD COLUMN "payee_category" TEXT,
  ADD COLUMN "goods" TEXT,
  ADD COLUMN "channel" TEXT,
  ADD COLUMN "recipients" INTEGER,
  ADD COLUMN "duty_ref" TEXT,
  ADD COLUMN "attendance_ref" TEXT,
  ADD COLUMN "contract_ref" TEXT,
  ADD COLUMN "acceptance_ref" TEXT;

ALTER TABLE "procurement"
  ADD COLUMN "notice_ref" TEXT,
  ADD COLUMN "recording_ref" TEXT,
  ADD COLUMN "recusal_ref" TEXT,
  ADD COLUMN "channel" TEXT;
ALTER TABLE "staged_procurement"
  ADD COLUMN "notice_ref" TEXT,
  ADD COLUMN "recording_ref" TEXT,
  ADD COLUMN "recusal_ref" TEXT,
  ADD COLUMN "channel" TEXT;

CREATE TABLE "budget" (
    "county" SMALLINT NOT NULL DEFAULT 1,
    "record_id" UUID NOT NULL,
    "feed_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "occurred_on" DATE NOT NULL,
    "unit_id" UUID,
    "unit_code" TEXT,
    "superseded_at" TIMESTAMPTZ(3),
    "item" TEXT,
    "year" INTEGER,
    "plan_minor" BIGINT,
    "spent_minor" BIGINT,
    "currency" TEXT,
    "phase" TEXT,

    CONSTRAINT "budget_pkey" PRIMARY KEY ("county","record_id","occurred_on")
) PARTITION BY RANGE ("occurred_on");
CREATE TABLE budget_rest PARTITION OF budget DEFAULT;
CREATE UNLOGGED TABLE staged_budget AS
  SELECT batch_id, revision AS line, id AS record_id, record.external_id, content_hash, record.occurred_on, unit_code,
    t.item, t.year, t.plan_minor, t.spent_minor, t.currency, t.phase
  FROM record, budget t WITH NO DATA;

CREATE TABLE "income" (
    "county" SMALLINT NOT NULL DEFAULT 1,
    "record_id" UUID NOT NULL,
    "feed_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "occurred_on" DATE NOT NULL,
    "unit_id" UUID,
    "unit_code" TEXT,
    "superseded_at" TIMESTAMPTZ(3),
    "payer" TEXT,
    "item" TEXT,
    "amount_minor" BIGINT,
    "currency" TEXT,
    "receipt_no" TEXT,
    "entered_on" DATE,

    CONSTRAINT "income_pkey" PRIMARY KEY ("county","record_id","occurred_on")
) PARTITION BY RANGE ("occurred_on");
CREATE TABLE income_rest PARTITION OF income DEFAULT;
CREATE UNLOGGED TABLE staged_income AS
  SELECT batch_id, revision AS line, id AS record_id, record.external_id, content_hash, record.occurred_on, unit_code,
    t.payer, t.item, t.amount_minor, t.currency, t.receipt_no, t.entered_on
  FROM record, income t WITH NO DATA;

CREATE TABLE "unit_function" (
    "county" SMALLINT NOT NULL DEFAULT 1,
    "record_id" UUID NOT NULL,
    "feed_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "occurred_on" DATE NOT NULL,
    "unit_id" UUID,
    "unit_code" TEXT,
    "superseded_at" TIMESTAMPTZ(3),
    "payee_category" TEXT,

    CONSTRAINT "unit_function_pkey" PRIMARY KEY ("county","record_id","occurred_on")
);
CREATE UNLOGGED TABLE staged_unit_function AS
  SELECT batch_id, revision AS line, id AS record_id, record.external_id, content_hash, record.occurred_on, unit_code,
    t.payee_category
  FROM record, unit_function t WITH NO DATA;

CREATE TABLE "duty" (
    "county" SMALLINT NOT NULL DEFAULT 1,
    "record_id" UUID NOT NULL,
    "feed_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "occurred_on" DATE NOT NULL,
    "unit_id" UUID,
    "unit_code" TEXT,
    "superseded_at" TIMESTAMPTZ(3),
    "kind" TEXT,
    "ref" TEXT,

    CONSTRAINT "duty_pkey" PRIMARY KEY ("county","record_id","occurred_on")
) PARTITION BY RANGE ("occurred_on");
CREATE TABLE duty_rest PARTITION OF duty DEFAULT;
CREATE UNLOGGED TABLE staged_duty AS
  SELECT batch_id, revision AS line, id AS record_id, record.external_id, content_hash, record.occurred_on, unit_code,
    t.kind, t.ref
  FROM record, duty t WITH NO DATA;

CREATE TABLE "bid" (
    "county" SMALLINT NOT NULL DEFAULT 1,
    "record_id" UUID NOT NULL,
    "feed_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "occurred_on" DATE NOT NULL,
    "unit_id" UUID,
    "unit_code" TEXT,
    "superseded_at" TIMESTAMPTZ(3),
    "tender_ref" TEXT,
    "project" TEXT,
    "bidder" TEXT,
    "bidder_code" TEXT,
    "amount_minor" BIGINT,
    "currency" TEXT,
    "control_price_minor" BIGINT,
    "submitted_at" TIMESTAMPTZ(3),
    "machine_code_hash" TEXT,
    "ip_hash" TEXT,
    "file_hash" TEXT,
    "file_author" TEXT,
    "contact_hash" TEXT,
    "deposit_account_hash" TEXT,
    "controller_code" TEXT,
    "agency_code" TEXT,
    "won" TEXT,

    CONSTRAINT "bid_pkey" PRIMARY KEY ("county","record_id","occurred_on")
) PARTITION BY RANGE ("occurred_on");
CREATE TABLE bid_rest PARTITION OF bid DEFAULT;
CREATE UNLOGGED TABLE staged_bid AS
  SELECT batch_id, revision AS line, id AS record_id, record.external_id, content_hash, record.occurred_on, unit_code,
    t.tender_ref, t.project, t.bidder, t.bidder_code, t.amount_minor, t.currency, t.control_price_minor,
    t.submitted_at, t.machine_code_hash, t.ip_hash, t.file_hash, t.file_author, t.contact_hash,
    t.deposit_account_hash, t.controller_code, t.agency_code, t.won
  FROM record, bid t WITH NO DATA;

CREATE TABLE "contract" (
    "county" SMALLINT NOT NULL DEFAULT 1,
    "record_id" UUID NOT NULL,
    "feed_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "occurred_on" DATE NOT NULL,
    "unit_id" UUID,
    "unit_code" TEXT,
    "superseded_at" TIMESTAMPTZ(3),
    "project_ref" TEXT,
    "tender_ref" TEXT,
    "contractor" TEXT,
    "contractor_code" TEXT,
    "amount_minor" BIGINT,
    "currency" TEXT,
    "changed_minor" BIGINT,
    "change_reason" TEXT,
    "change_approval_ref" TEXT,

    CONSTRAINT "contract_pkey" PRIMARY KEY ("county","record_id","occurred_on")
) PARTITION BY RANGE ("occurred_on");
CREATE TABLE contract_rest PARTITION OF contract DEFAULT;
CREATE UNLOGGED TABLE staged_contract AS
  SELECT batch_id, revision AS line, id AS record_id, record.external_id, content_hash, record.occurred_on, unit_code,
    t.project_ref, t.tender_ref, t.contractor, t.contractor_code, t.amount_minor, t.currency, t.changed_minor,
    t.change_reason, t.change_approval_ref
  FROM record, contract t WITH NO DATA;

CREATE TABLE "contract_payment" (
    "county" SMALLINT NOT NULL DEFAULT 1,
    "record_id" UUID NOT NULL,
    "feed_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "occurred_on" DATE NOT NULL,
    "unit_id" UUID,
    "unit_code" TEXT,
    "superseded_at" TIMESTAMPTZ(3),
    "contract_ref" TEXT,
    "payee" TEXT,
    "payee_code" TEXT,
    "amount_minor" BIGINT,
    "currency" TEXT,
    "purpose" TEXT,

    CONSTRAINT "contract_payment_pkey" PRIMARY KEY ("county","record_id","occurred_on")
) PARTITION BY RANGE ("occurred_on");
CREATE TABLE contract_payment_rest PARTITION OF contract_payment DEFAULT;
CREATE UNLOGGED TABLE staged_contract_payment AS
  SELECT batch_id, revision AS line, id AS record_id, record.external_id, content_hash, record.occurred_on, unit_code,
    t.contract_ref, t.payee, t.payee_code, t.amount_minor, t.currency, t.purpose
  FROM record, contract_payment t WITH NO DATA;

CREATE TABLE "project" (
    "county" SMALLINT NOT NULL DEFAULT 1,
    "record_id" UUID NOT NULL,
    "feed_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "occurred_on" DATE NOT NULL,
    "unit_id" UUID,
    "unit_code" TEXT,
    "superseded_at" TIMESTAMPTZ(3),
    "name" TEXT,
    "stage" TEXT,
    "estimate_minor" BIGINT,
    "committed_minor" BIGINT,
    "settled_minor" BIGINT,
    "currency" TEXT,
    "change_approval_ref" TEXT,
    "accepted_on" DATE,

    CONSTRAINT "project_pkey" PRIMARY KEY ("county","record_id","occurred_on")
);
CREATE UNLOGGED TABLE staged_project AS
  SELECT batch_id, revision AS line, id AS record_id, record.external_id, content_hash, record.occurred_on, unit_code,
    t.name, t.stage, t.estimate_minor, t.committed_minor, t.settled_minor, t.currency, t.change_approval_ref,
    t.accepted_on
  FROM record, project t WITH NO DATA;

CREATE TABLE "project_staff" (
    "county" SMALLINT NOT NULL DEFAULT 1,
    "record_id" UUID NOT NULL,
    "feed_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "occurred_on" DATE NOT NULL,
    "unit_id" UUID,
    "unit_code" TEXT,
    "superseded_at" TIMESTAMPTZ(3),
    "contract_ref" TEXT,
    "person_hash" TEXT,
    "role" TEXT,
    "employer_code" TEXT,
    "labour_subcontract" TEXT,

    CONSTRAINT "project_staff_pkey" PRIMARY KEY ("county","record_id","occurred_on")
);
CREATE UNLOGGED TABLE staged_project_staff AS
  SELECT batch_id, revision AS line, id AS record_id, record.external_id, content_hash, record.occurred_on, unit_code,
    t.contract_ref, t.person_hash, t.role, t.employer_code, t.labour_subcontract
  FROM record, project_staff t WITH NO DATA;

CREATE TABLE "procurement_role" (
    "county" SMALLINT NOT NULL DEFAULT 1,
    "record_id" UUID NOT NULL,
    "feed_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "occurred_on" DATE NOT NULL,
    "unit_id" UUID,
    "unit_code" TEXT,
    "superseded_at" TIMESTAMPTZ(3),
    "tender_ref" TEXT,
    "role" TEXT,
    "person_code" TEXT,
    "person" TEXT,
    "person_hash" TEXT,
    "approval_ref" TEXT,

    CONSTRAINT "procurement_role_pkey" PRIMARY KEY ("county","record_id","occurred_on")
) PARTITION BY RANGE ("occurred_on");
CREATE TABLE procurement_role_rest PARTITION OF procurement_role DEFAULT;
CREATE UNLOGGED TABLE staged_procurement_role AS
  SELECT batch_id, revision AS line, id AS record_id, record.external_id, content_hash, record.occurred_on, unit_code,
    t.tender_ref, t.role, t.person_code, t.person, t.person_hash, t.approval_ref
  FROM record, procurement_role t WITH NO DATA;

CREATE TABLE "subsidy" (
    "county" SMALLINT NOT NULL DEFAULT 1,
    "record_id" UUID NOT NULL,
    "feed_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "occurred_on" DATE NOT NULL,
    "unit_id" UUID,
    "unit_code" TEXT,
    "superseded_at" TIMESTAMPTZ(3),
    "item" TEXT,
    "recipient_hash" TEXT,
    "period_on" DATE,
    "amount_minor" BIGINT,
    "currency" TEXT,
    "household_ref" TEXT,
    "village" TEXT,
    "account_hash" TEXT,
    "address_hash" TEXT,
    "phone_hash" TEXT,
    "guardian_hash" TEXT,
    "basis" TEXT,
    "institution_ref" TEXT,
    "fund_ref" TEXT,
    "settlement" TEXT,

    CONSTRAINT "subsidy_pkey" PRIMARY KEY ("county","record_id","occurred_on")
) PARTITION BY RANGE ("occurred_on");
CREATE TABLE subsidy_rest PARTITION OF subsidy DEFAULT;
CREATE UNLOGGED TABLE staged_subsidy AS
  SELECT batch_id, revision AS line, id AS record_id, record.external_id, content_hash, record.occurred_on, unit_code,
    t.item, t.recipient_hash, t.period_on, t.amount_minor, t.currency, t.household_ref, t.village,
    t.account_hash, t.address_hash, t.phone_hash, t.guardian_hash, t.basis, t.institution_ref, t.fund_ref,
    t.settlement
  FROM record, subsidy t WITH NO DATA;

CREATE TABLE "subsidy_fund" (
    "county" SMALLINT NOT NULL DEFAULT 1,
    "record_id" UUID NOT NULL,
    "feed_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "occurred_on" DATE NOT NULL,
    "unit_id" UUID,
    "unit_code" TEXT,
    "superseded_at" TIMESTAMPTZ(3),
    "item" TEXT,
    "amount_minor" BIGINT,
    "currency" TEXT,
    "state" TEXT,
    "note" TEXT,

    CONSTRAINT "subsidy_fund_pkey" PRIMARY KEY ("county","record_id","occurred_on")
) PARTITION BY RANGE ("occurred_on");
CREATE TABLE subsidy_fund_rest PARTITION OF subsidy_fund DEFAULT;
CREATE UNLOGGED TABLE staged_subsidy_fund AS
  SELECT batch_id, revision AS line, id AS record_id, record.external_id, content_hash, record.occurred_on, unit_code,
    t.item, t.amount_minor, t.currency, t.state, t.note
  FROM record, subsidy_fund t WITH NO DATA;

CREATE TABLE "vehicle" (
    "county" SMALLINT NOT NULL DEFAULT 1,
    "record_id" UUID NOT NULL,
    "feed_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "occurred_on" DATE NOT NULL,
    "unit_id" UUID,
    "unit_code" TEXT,
    "superseded_at" TIMESTAMPTZ(3),
    "owner_hash" TEXT,
    "type" TEXT,
    "price_minor" BIGINT,
    "currency" TEXT,
    "status" TEXT,
    "for_disabled" TEXT,

    CONSTRAINT "vehicle_pkey" PRIMARY KEY ("county","record_id","occurred_on")
);
CREATE UNLOGGED TABLE staged_vehicle AS
  SELECT batch_id, revision AS line, id AS record_id, record.external_id, content_hash, record.occurred_on, unit_code,
    t.owner_hash, t.type, t.price_minor, t.currency, t.status, t.for_disabled
  FROM record, vehicle t WITH NO DATA;

CREATE TABLE "fuel" (
    "county" SMALLINT NOT NULL DEFAULT 1,
    "record_id" UUID NOT NULL,
    "feed_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "occurred_on" DATE NOT NULL,
    "unit_id" UUID,
    "unit_code" TEXT,
    "superseded_at" TIMESTAMPTZ(3),
    "card_no" TEXT,
    "plate" TEXT,
    "litres_hundredths" BIGINT,
    "amount_minor" BIGINT,
    "currency" TEXT,
    "station" TEXT,
    "filled_at" TIMESTAMPTZ(3),
    "use" TEXT,

    CONSTRAINT "fuel_pkey" PRIMARY KEY ("county","record_id","occurred_on")
) PARTITION BY RANGE ("occurred_on");
CREATE TABLE fuel_rest PARTITION OF fuel DEFAULT;
CREATE UNLOGGED TABLE staged_fuel AS
  SELECT batch_id, revision AS line, id AS record_id, record.external_id, content_hash, record.occurred_on, unit_code,
    t.card_no, t.plate, t.litres_hundredths, t.amount_minor, t.currency, t.station, t.filled_at,
    t.use
  FROM record, fuel t WITH NO DATA;

CREATE TABLE "vehicle_use" (
    "county" SMALLINT NOT NULL DEFAULT 1,
    "record_id" UUID NOT NULL,
    "feed_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "occurred_on" DATE NOT NULL,
    "unit_id" UUID,
    "unit_code" TEXT,
    "superseded_at" TIMESTAMPTZ(3),
    "plate" TEXT,
    "from_at" TIMESTAMPTZ(3),
    "to_at" TIMESTAMPTZ(3),
    "kilometres_hundredths" BIGINT,
    "place" TEXT,
    "purpose" TEXT,

    CONSTRAINT "vehicle_use_pkey" PRIMARY KEY ("county","record_id","occurred_on")
) PARTITION BY RANGE ("occurred_on");
CREATE TABLE vehicle_use_rest PARTITION OF vehicle_use DEFAULT;
CREATE UNLOGGED TABLE staged_vehicle_use AS
  SELECT batch_id, revision AS line, id AS record_id, record.external_id, content_hash, record.occurred_on, unit_code,
    t.plate, t.from_at, t.to_at, t.kilometres_hundredths, t.place, t.purpose
  FROM record, vehicle_use t WITH NO DATA;

CREATE TABLE "fleet" (
    "county" SMALLINT NOT NULL DEFAULT 1,
    "record_id" UUID NOT NULL,
    "feed_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "occurred_on" DATE NOT NULL,
    "unit_id" UUID,
    "unit_code" TEXT,
    "superseded_at" TIMESTAMPTZ(3),
    "plate" TEXT,
    "tank_litres_hundredths" BIGINT,
    "norm_hundredths" BIGINT,
    "use" TEXT,

    CONSTRAINT "fleet_pkey" PRIMARY KEY ("county","record_id","occurred_on")
);
CREATE UNLOGGED TABLE staged_fleet AS
  SELECT batch_id, revision AS line, id AS record_id, record.external_id, content_hash, record.occurred_on, unit_code,
    t.plate, t.tank_litres_hundredths, t.norm_hundredths, t.use
  FROM record, fleet t WITH NO DATA;

CREATE TABLE "payroll" (
    "county" SMALLINT NOT NULL DEFAULT 1,
    "record_id" UUID NOT NULL,
    "feed_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "occurred_on" DATE NOT NULL,
    "unit_id" UUID,
    "unit_code" TEXT,
    "superseded_at" TIMESTAMPTZ(3),
    "person_hash" TEXT,
    "person_code" TEXT,
    "staff_kind" TEXT,
    "period_on" DATE,
    "item" TEXT,
    "amount_minor" BIGINT,
    "currency" TEXT,
    "approval_ref" TEXT,
    "back_pay" TEXT,

    CONSTRAINT "payroll_pkey" PRIMARY KEY ("county","record_id","occurred_on")
) PARTITION BY RANGE ("occurred_on");
CREATE TABLE payroll_rest PARTITION OF payroll DEFAULT;
CREATE UNLOGGED TABLE staged_payroll AS
  SELECT batch_id, revision AS line, id AS record_id, record.external_id, content_hash, record.occurred_on, unit_code,
    t.person_hash, t.person_code, t.staff_kind, t.period_on, t.item, t.amount_minor, t.currency,
    t.approval_ref, t.back_pay
  FROM record, payroll t WITH NO DATA;

CREATE TABLE "allowance_standard" (
    "county" SMALLINT NOT NULL DEFAULT 1,
    "record_id" UUID NOT NULL,
    "feed_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "occurred_on" DATE NOT NULL,
    "unit_id" UUID,
    "unit_code" TEXT,
    "superseded_at" TIMESTAMPTZ(3),
    "item" TEXT,
    "monthly_most_minor" BIGINT,
    "currency" TEXT,
    "document_ref" TEXT,

    CONSTRAINT "allowance_standard_pkey" PRIMARY KEY ("county","record_id","occurred_on")
);
CREATE UNLOGGED TABLE staged_allowance_standard AS
  SELECT batch_id, revision AS line, id AS record_id, record.external_id, content_hash, record.occurred_on, unit_code,
    t.item, t.monthly_most_minor, t.currency, t.document_ref
  FROM record, allowance_standard t WITH NO DATA;

CREATE TABLE "death" (
    "county" SMALLINT NOT NULL DEFAULT 1,
    "record_id" UUID NOT NULL,
    "feed_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "occurred_on" DATE NOT NULL,
    "unit_id" UUID,
    "unit_code" TEXT,
    "superseded_at" TIMESTAMPTZ(3),
    "person_hash" TEXT,

    CONSTRAINT "death_pkey" PRIMARY KEY ("county","record_id","occurred_on")
);
CREATE UNLOGGED TABLE staged_death AS
  SELECT batch_id, revision AS line, id AS record_id, record.external_id, content_hash, record.occurred_on, unit_code,
    t.person_hash
  FROM record, death t WITH NO DATA;

CREATE TABLE "person_status" (
    "county" SMALLINT NOT NULL DEFAULT 1,
    "record_id" UUID NOT NULL,
    "feed_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "occurred_on" DATE NOT NULL,
    "unit_id" UUID,
    "unit_code" TEXT,
    "superseded_at" TIMESTAMPTZ(3),
    "person_hash" TEXT,
    "status" TEXT,
    "until_on" DATE,
    "approval_ref" TEXT,

    CONSTRAINT "person_status_pkey" PRIMARY KEY ("county","record_id","occurred_on")
);
CREATE UNLOGGED TABLE staged_person_status AS
  SELECT batch_id, revision AS line, id AS record_id, record.external_id, content_hash, record.occurred_on, unit_code,
    t.person_hash, t.status, t.until_on, t.approval_ref
  FROM record, person_status t WITH NO DATA;

CREATE TABLE "social_insurance" (
    "county" SMALLINT NOT NULL DEFAULT 1,
    "record_id" UUID NOT NULL,
    "feed_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "occurred_on" DATE NOT NULL,
    "unit_id" UUID,
    "unit_code" TEXT,
    "superseded_at" TIMESTAMPTZ(3),
    "person_hash" TEXT,
    "employer_code" TEXT,
    "employer" TEXT,
    "period_on" DATE,

    CONSTRAINT "social_insurance_pkey" PRIMARY KEY ("county","record_id","occurred_on")
) PARTITION BY RANGE ("occurred_on");
CREATE TABLE social_insurance_rest PARTITION OF social_insurance DEFAULT;
CREATE UNLOGGED TABLE staged_social_insurance AS
  SELECT batch_id, revision AS line, id AS record_id, record.external_id, content_hash, record.occurred_on, unit_code,
    t.person_hash, t.employer_code, t.employer, t.period_on
  FROM record, social_insurance t WITH NO DATA;

CREATE TABLE "attendance" (
    "county" SMALLINT NOT NULL DEFAULT 1,
    "record_id" UUID NOT NULL,
    "feed_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "occurred_on" DATE NOT NULL,
    "unit_id" UUID,
    "unit_code" TEXT,
    "superseded_at" TIMESTAMPTZ(3),
    "person_hash" TEXT,
    "presence" TEXT,

    CONSTRAINT "attendance_pkey" PRIMARY KEY ("county","record_id","occurred_on")
) PARTITION BY RANGE ("occurred_on");
CREATE TABLE attendance_rest PARTITION OF attendance DEFAULT;
CREATE UNLOGGED TABLE staged_attendance AS
  SELECT batch_id, revision AS line, id AS record_id, record.external_id, content_hash, record.occurred_on, unit_code,
    t.person_hash, t.presence
  FROM record, attendance t WITH NO DATA;

CREATE TABLE "kin" (
    "county" SMALLINT NOT NULL DEFAULT 1,
    "record_id" UUID NOT NULL,
    "feed_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "occurred_on" DATE NOT NULL,
    "unit_id" UUID,
    "unit_code" TEXT,
    "superseded_at" TIMESTAMPTZ(3),
    "person_hash" TEXT,
    "person_code" TEXT,
    "kin_hash" TEXT,
    "relation" TEXT,
    "village" TEXT,
    "post" TEXT,

    CONSTRAINT "kin_pkey" PRIMARY KEY ("county","record_id","occurred_on")
);
CREATE UNLOGGED TABLE staged_kin AS
  SELECT batch_id, revision AS line, id AS record_id, record.external_id, content_hash, record.occurred_on, unit_code,
    t.person_hash, t.person_code, t.kin_hash, t.relation, t.village, t.post
  FROM record, kin t WITH NO DATA;

CREATE TABLE "household" (
    "county" SMALLINT NOT NULL DEFAULT 1,
    "record_id" UUID NOT NULL,
    "feed_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "occurred_on" DATE NOT NULL,
    "unit_id" UUID,
    "unit_code" TEXT,
    "superseded_at" TIMESTAMPTZ(3),
    "person_hash" TEXT,
    "household_ref" TEXT,
    "village" TEXT,
    "guardian" TEXT,

    CONSTRAINT "household_pkey" PRIMARY KEY ("county","record_id","occurred_on")
);
CREATE UNLOGGED TABLE staged_household AS
  SELECT batch_id, revision AS line, id AS record_id, record.external_id, content_hash, record.occurred_on, unit_code,
    t.person_hash, t.household_ref, t.village, t.guardian
  FROM record, household t WITH NO DATA;

CREATE TABLE "tenure" (
    "county" SMALLINT NOT NULL DEFAULT 1,
    "record_id" UUID NOT NULL,
    "feed_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "occurred_on" DATE NOT NULL,
    "unit_id" UUID,
    "unit_code" TEXT,
    "superseded_at" TIMESTAMPTZ(3),
    "person_code" TEXT,
    "person" TEXT,
    "person_hash" TEXT,
    "post" TEXT,
    "sensitive" TEXT,
    "decides" TEXT,
    "superior_hash" TEXT,
    "until_on" DATE,
    "exception_ref" TEXT,
    "succession_under_way" TEXT,

    CONSTRAINT "tenure_pkey" PRIMARY KEY ("county","record_id","occurred_on")
);
CREATE UNLOGGED TABLE staged_tenure AS
  SELECT batch_id, revision AS line, id AS record_id, record.external_id, content_hash, record.occurred_on, unit_code,
    t.person_code, t.person, t.person_hash, t.post, t.sensitive, t.decides, t.superior_hash, t.until_on,
    t.exception_ref, t.succession_under_way
  FROM record, tenure t WITH NO DATA;

CREATE TABLE "company" (
    "county" SMALLINT NOT NULL DEFAULT 1,
    "record_id" UUID NOT NULL,
    "feed_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "occurred_on" DATE NOT NULL,
    "unit_id" UUID,
    "unit_code" TEXT,
    "superseded_at" TIMESTAMPTZ(3),
    "uscc" TEXT,
    "name" TEXT,
    "holder_hash" TEXT,
    "role" TEXT,
    "share_percent" INTEGER,
    "status" TEXT,
    "nature" TEXT,
    "address_hash" TEXT,
    "phone_hash" TEXT,

    CONSTRAINT "company_pkey" PRIMARY KEY ("county","record_id","occurred_on")
);
CREATE UNLOGGED TABLE staged_company AS
  SELECT batch_id, revision AS line, id AS record_id, record.external_id, content_hash, record.occurred_on, unit_code,
    t.uscc, t.name, t.holder_hash, t.role, t.share_percent, t.status, t.nature, t.address_hash,
    t.phone_hash
  FROM record, company t WITH NO DATA;

CREATE TABLE "property" (
    "county" SMALLINT NOT NULL DEFAULT 1,
    "record_id" UUID NOT NULL,
    "feed_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "occurred_on" DATE NOT NULL,
    "unit_id" UUID,
    "unit_code" TEXT,
    "superseded_at" TIMESTAMPTZ(3),
    "owner_hash" TEXT,
    "kind" TEXT,
    "area_square_metres" INTEGER,

    CONSTRAINT "property_pkey" PRIMARY KEY ("county","record_id","occurred_on")
);
CREATE UNLOGGED TABLE staged_property AS
  SELECT batch_id, revision AS line, id AS record_id, record.external_id, content_hash, record.occurred_on, unit_code,
    t.owner_hash, t.kind, t.area_square_metres
  FROM record, property t WITH NO DATA;

CREATE TABLE "major_decision" (
    "county" SMALLINT NOT NULL DEFAULT 1,
    "record_id" UUID NOT NULL,
    "feed_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "occurred_on" DATE NOT NULL,
    "unit_id" UUID,
    "unit_code" TEXT,
    "superseded_at" TIMESTAMPTZ(3),
    "kind" TEXT,
    "subject" TEXT,
    "agenda_ref" TEXT,
    "minutes_ref" TEXT,
    "attendance_ref" TEXT,
    "reported_on" DATE,
    "urgent" TEXT,

    CONSTRAINT "major_decision_pkey" PRIMARY KEY ("county","record_id","occurred_on")
) PARTITION BY RANGE ("occurred_on");
CREATE TABLE major_decision_rest PARTITION OF major_decision DEFAULT;
CREATE UNLOGGED TABLE staged_major_decision AS
  SELECT batch_id, revision AS line, id AS record_id, record.external_id, content_hash, record.occurred_on, unit_code,
    t.kind, t.subject, t.agenda_ref, t.minutes_ref, t.attendance_ref, t.reported_on, t.urgent
  FROM record, major_decision t WITH NO DATA;

CREATE TABLE "disclosure" (
    "county" SMALLINT NOT NULL DEFAULT 1,
    "record_id" UUID NOT NULL,
    "feed_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "occurred_on" DATE NOT NULL,
    "unit_id" UUID,
    "unit_code" TEXT,
    "superseded_at" TIMESTAMPTZ(3),
    "item" TEXT,
    "published_on" DATE,
    "exempt" TEXT,

    CONSTRAINT "disclosure_pkey" PRIMARY KEY ("county","record_id","occurred_on")
) PARTITION BY RANGE ("occurred_on");
CREATE TABLE disclosure_rest PARTITION OF disclosure DEFAULT;
CREATE UNLOGGED TABLE staged_disclosure AS
  SELECT batch_id, revision AS line, id AS record_id, record.external_id, content_hash, record.occurred_on, unit_code,
    t.item, t.published_on, t.exempt
  FROM record, disclosure t WITH NO DATA;

CREATE TABLE "appraisal" (
    "county" SMALLINT NOT NULL DEFAULT 1,
    "record_id" UUID NOT NULL,
    "feed_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "occurred_on" DATE NOT NULL,
    "unit_id" UUID,
    "unit_code" TEXT,
    "superseded_at" TIMESTAMPTZ(3),
    "score" INTEGER,
    "votes" INTEGER,

    CONSTRAINT "appraisal_pkey" PRIMARY KEY ("county","record_id","occurred_on")
) PARTITION BY RANGE ("occurred_on");
CREATE TABLE appraisal_rest PARTITION OF appraisal DEFAULT;
CREATE UNLOGGED TABLE staged_appraisal AS
  SELECT batch_id, revision AS line, id AS record_id, record.external_id, content_hash, record.occurred_on, unit_code,
    t.score, t.votes
  FROM record, appraisal t WITH NO DATA;

CREATE TABLE "finding" (
    "county" SMALLINT NOT NULL DEFAULT 1,
    "record_id" UUID NOT NULL,
    "feed_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "occurred_on" DATE NOT NULL,
    "unit_id" UUID,
    "unit_code" TEXT,
    "superseded_at" TIMESTAMPTZ(3),
    "problem_type" TEXT,
    "source" TEXT,
    "closed_on" DATE,

    CONSTRAINT "finding_pkey" PRIMARY KEY ("county","record_id","occurred_on")
) PARTITION BY RANGE ("occurred_on");
CREATE TABLE finding_rest PARTITION OF finding DEFAULT;
CREATE UNLOGGED TABLE staged_finding AS
  SELECT batch_id, revision AS line, id AS record_id, record.external_id, content_hash, record.occurred_on, unit_code,
    t.problem_type, t.source, t.closed_on
  FROM record, finding t WITH NO DATA;

INSERT INTO partitioned_table VALUES ('budget', 'DATE'), ('income', 'DATE'), ('duty', 'DATE'), ('bid', 'DATE'), ('contract', 'DATE'),
  ('contract_payment', 'DATE'), ('procurement_role', 'DATE'), ('subsidy', 'DATE'), ('subsidy_fund', 'DATE'),
  ('fuel', 'DATE'), ('vehicle_use', 'DATE'), ('payroll', 'DATE'), ('social_insurance', 'DATE'),
  ('attendance', 'DATE'), ('major_decision', 'DATE'), ('disclosure', 'DATE'), ('appraisal', 'DATE'),
  ('finding', 'DATE');

-- Any kind that has a staging table, so that a new one needs no new function.
CREATE OR REPLACE FUNCTION clear_staging(kind text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  filled boolean;
BEGIN
  IF NOT EXISTS (SELECT FROM pg_class WHERE relname = 'staged_' || kind AND relnamespace = 'public'::regnamespace AND relpersistence = 'u') THEN
    RAISE EXCEPTION 'no staging for %', kind;
  END IF;
  EXECUTE format('LOCK TABLE %I IN ACCESS EXCLUSIVE MODE NOWAIT', 'staged_' || kind);
  EXECUTE format('SELECT EXISTS (SELECT FROM %I)', 'staged_' || kind) INTO filled;
  IF NOT filled THEN
    EXECUTE format('TRUNCATE %I', 'staged_' || kind);
  END IF;
  RETURN NOT filled;
EXCEPTION WHEN lock_not_available THEN
  RETURN false;
END $$;
