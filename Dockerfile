# The same steps are run by src/test/image.test.ts, as an unprivileged user in an empty folder.
FROM node:24-bookworm-slim AS build
WORKDIR /app
RUN chown node:node /app
USER node
COPY --chown=node:node package.json package-lock.json .npmrc ./
# The image has Node already, so the copy among the optional dependencies is left out.
RUN npm ci --omit=dev --omit=optional
COPY --chown=node:node bin ./bin
COPY --chown=node:node scripts ./scripts
COPY --chown=node:node public ./public
COPY --chown=node:node views ./views
COPY --chown=node:node tenants ./tenants
COPY --chown=node:node tenant-migrations ./tenant-migrations
COPY --chown=node:node control-plane-migrations ./control-plane-migrations
COPY --chown=node:node src ./src
# A compile cache only works for the user who wrote it, so the user who will run the server fills it.
ENV NODE_COMPILE_CACHE=/app/.compile-cache
RUN bin/on-node-24 node scripts/warm-up.ts

FROM node:24-bookworm-slim
WORKDIR /app
# Owned by root, so that the server cannot change its own code.
COPY --from=build --chown=root:root /app /app
COPY --from=build --chown=node:node /app/.compile-cache /app/.compile-cache
RUN install -d -o node -g node -m 0700 /data
ENV NODE_ENV=production
ENV HOST=0.0.0.0
ENV PORT=3000
ENV DATA_DIR=/data
ENV NODE_COMPILE_CACHE=/app/.compile-cache
USER node
VOLUME /data
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=3s --start-period=20s CMD ["node", "scripts/health-check.ts"]
CMD ["node", "src/main.ts"]
