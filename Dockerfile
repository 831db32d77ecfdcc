# Breakeven in one image. With CLICKHOUSE_URL and DATABASE_URL it uses those servers; without them it runs its own under /data.
# Debian, not Alpine: the embedded engines need glibc.

FROM node:20-bookworm-slim AS build
WORKDIR /breakeven
COPY package.json package-lock.json .npmrc ./
COPY api/package.json api/
COPY ingest/package.json ingest/
COPY ingest/client/package.json ingest/client/
COPY migrations/package.json migrations/
COPY web/package.json web/
COPY scripts/ scripts/
RUN node scripts/install.mjs
COPY . .
RUN node scripts/build.mjs

# The server's packages alone, without what only builds and pages need.
FROM node:20-bookworm-slim AS packages
WORKDIR /breakeven
COPY package.json package-lock.json .npmrc ./
COPY api/package.json api/
COPY ingest/package.json ingest/
COPY ingest/client/package.json ingest/client/
COPY migrations/package.json migrations/
COPY web/package.json web/
RUN npm ci --omit=dev --workspace=@breakeven/api

FROM node:20-bookworm-slim
WORKDIR /breakeven
COPY --from=packages /breakeven/ ./
COPY --from=build /breakeven/api/.out/ api/.out/
COPY --from=build /breakeven/ingest/.out/ ingest/.out/
COPY --from=build /breakeven/ingest/client/.out/ ingest/client/.out/
COPY --from=build /breakeven/migrations/.out/ migrations/.out/
COPY --from=build /breakeven/migrations/clickhouse/ migrations/clickhouse/
COPY --from=build /breakeven/web/dist/ web/dist/
RUN mkdir /data && chown node:node /data && chmod 700 /data

USER node
ENV HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
VOLUME /data
EXPOSE 3000
# A first start creates two databases; /healthz answers at once, /readyz when they are there.
HEALTHCHECK --interval=10s --timeout=5s --start-period=120s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
STOPSIGNAL SIGTERM
CMD ["node", "--enable-source-maps", "api/.out/main.js"]
