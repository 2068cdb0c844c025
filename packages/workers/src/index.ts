export { WorkerPool, type WorkerLimits, type WorkerPoolOptions, type WorkerRunOptions } from "./pool.ts";
