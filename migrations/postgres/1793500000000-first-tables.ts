import type { MigrationInterface, QueryRunner } from 'typeorm';

/** People, keys, settings, rates and the audit log: everything that people edit. */
export class FirstTables1793500000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE users (
        id uuid NOT NULL,
        email text,
        password_hash text,
        role text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT users_pkey PRIMARY KEY (id),
        CONSTRAINT users_email_key UNIQUE (email),
        CONSTRAINT users_role_check CHECK (role IN ('admin', 'viewer'))
      );

      CREATE TABLE sessions (
        token_hash bytea NOT NULL,
        user_id uuid NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        CONSTRAINT sessions_pkey PRIMARY KEY (token_hash),
        CONSTRAINT sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
      );
      CREATE INDEX sessions_user_id_idx ON sessions (user_id);

      CREATE TABLE sign_in_links (
        token_hash bytea NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        CONSTRAINT sign_in_links_pkey PRIMARY KEY (token_hash)
      );

      CREATE TABLE api_keys (
        id uuid NOT NULL,
        name text NOT NULL,
        scopes text[] NOT NULL,
        key_hash bytea NOT NULL,
        prefix text NOT NULL,
        origin text,
        created_at timestamptz NOT NULL DEFAULT now(),
        last_used_at timestamptz,
        CONSTRAINT api_keys_pkey PRIMARY KEY (id),
        CONSTRAINT api_keys_key_hash_key UNIQUE (key_hash),
        CONSTRAINT api_keys_origin_key UNIQUE (origin)
      );

      CREATE TABLE settings (
        id smallint NOT NULL,
        reporting_currency text NOT NULL,
        reporting_time_zone text NOT NULL,
        sample_data boolean NOT NULL DEFAULT false,
        pseudonym_key bytea NOT NULL,
        onboarding_key text,
        CONSTRAINT settings_pkey PRIMARY KEY (id),
        CONSTRAINT settings_one_row_check CHECK (id = 1)
      );

      CREATE TABLE sample_data_loads (
        id integer GENERATED ALWAYS AS IDENTITY NOT NULL,
        status text NOT NULL,
        events_sent integer NOT NULL DEFAULT 0,
        events_total integer NOT NULL DEFAULT 0,
        message text,
        started_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT sample_data_loads_pkey PRIMARY KEY (id),
        CONSTRAINT sample_data_loads_status_check CHECK (status IN ('loading', 'complete', 'failed'))
      );
      CREATE UNIQUE INDEX sample_data_loads_loading_key ON sample_data_loads (status) WHERE status = 'loading';

      CREATE TABLE rates (
        id integer GENERATED ALWAYS AS IDENTITY NOT NULL,
        resource text NOT NULL,
        match jsonb NOT NULL,
        unit text NOT NULL,
        price numeric NOT NULL,
        currency text NOT NULL,
        months numeric,
        valid_from timestamptz NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT rates_pkey PRIMARY KEY (id),
        CONSTRAINT rates_price_check CHECK (price >= 0),
        CONSTRAINT rates_months_check CHECK (months IS NULL OR (resource = 'storage' AND months > 0)),
        CONSTRAINT rates_valid_from_check CHECK (extract(epoch FROM valid_from) % 900 = 0)
      );
      CREATE INDEX rates_resource_valid_from_idx ON rates (resource, valid_from);

      CREATE TABLE fx_rates (
        id integer GENERATED ALWAYS AS IDENTITY NOT NULL,
        date date NOT NULL,
        base text NOT NULL,
        quote text NOT NULL,
        rate numeric NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT fx_rates_pkey PRIMARY KEY (id),
        CONSTRAINT fx_rates_rate_check CHECK (rate > 0),
        CONSTRAINT fx_rates_pair_check CHECK (base <> quote)
      );
      CREATE INDEX fx_rates_pair_date_idx ON fx_rates (base, quote, date);

      CREATE TABLE audit_log (
        id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
        at timestamptz NOT NULL DEFAULT now(),
        actor text NOT NULL,
        action text NOT NULL,
        subject text,
        detail jsonb NOT NULL,
        CONSTRAINT audit_log_pkey PRIMARY KEY (id)
      );
      CREATE INDEX audit_log_at_idx ON audit_log (at);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TABLE audit_log, fx_rates, rates, sample_data_loads, settings, api_keys, sign_in_links, sessions, users;
    `);
  }
}
