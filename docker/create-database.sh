#!/bin/sh
# Run once by the PostgreSQL image: Breakeven's own database, and a role that owns it and nothing else.
set -eu

psql --username "$POSTGRES_USER" --set ON_ERROR_STOP=1 --set "password=$BREAKEVEN_POSTGRES_PASSWORD" <<'SQL'
CREATE ROLE breakeven LOGIN PASSWORD :'password';
CREATE DATABASE breakeven OWNER breakeven;
REVOKE CONNECT ON DATABASE breakeven FROM PUBLIC;
SQL
