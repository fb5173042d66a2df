# Two stages: the tools build, the image keeps what serves. Runs as an unprivileged user, on a read-only root.
FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY patches patches
RUN npm ci
COPY . .
RUN npm run build && npm prune --omit=dev

FROM node:24-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data DEMO=0 TSX_DISABLE_CACHE=1
WORKDIR /app
COPY --from=build /app/package.json /app/package-lock.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/build build
COPY --from=build /app/app app
COPY --from=build /app/db db
COPY --from=build /app/public public
COPY --from=build /app/scripts scripts
COPY --from=build /app/tsconfig.json /app/vite.config.ts /app/remix.config.js ./
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:'+process.env.PORT+'/readyz').then((r)=>process.exit(r.ok?0:1),()=>process.exit(1))"]
# node itself is process 1 and receives SIGTERM: it drains within ten seconds
CMD ["node", "scripts/start.mjs"]
