// node proxy.mjs <port> <target>: forwards /api to the target over keep-alive connections.
import http from "node:http";
import express from "express";
import { createProxyMiddleware } from "http-proxy-middleware";

const [port, target] = process.argv.slice(2);
const agent = new http.Agent({ keepAlive: true, maxSockets: 256 });

express()
  .use("/api", createProxyMiddleware({ target, agent, changeOrigin: true }))
  .listen(Number(port), "127.0.0.1");
