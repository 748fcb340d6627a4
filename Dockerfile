# syntax=docker/dockerfile:1
ARG NODE=22

FROM node:${NODE}-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json ./
COPY src src
COPY commands commands
COPY adapters adapters
COPY jobs jobs
RUN npm run -s build && npm prune --omit=dev --no-audit --no-fund

FROM node:${NODE}-slim
# Production refuses sandboxes; to try Easel out in a container, run it with NODE_ENV=development.
ENV NODE_ENV=production DATA_DIR=/data PORT=8080
WORKDIR /app
# The sandbox writes on its pictures, which needs a font; the slim image has none.
RUN apt-get update && apt-get install -y --no-install-recommends fontconfig fonts-dejavu-core && rm -rf /var/lib/apt/lists/*
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
RUN mkdir /data && chown node:node /data
USER node
EXPOSE 8080
VOLUME /data
HEALTHCHECK --interval=15s --timeout=3s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# Node is the first process and stops by itself on SIGTERM, so no init stands in between.
CMD ["node", "dist/src/main.js"]
