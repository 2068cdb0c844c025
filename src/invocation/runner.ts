import type { Services } from "../catalog/services.ts";
import type { Instance } from "../engine/instance.ts";
import type { Execution } from "../execution.ts";
import type { Guest } from "../guest.ts";
import type { EvalOptions, Settings } from "../options.ts";
import { Admission } from "./admission.ts";
import { conduct } from "./conduct.ts";
import { Context } from "./context.ts";
import { forget } from "./forget.ts";
import { Invocation } from "./invocation.ts";
import type { Setup } from "./setup.ts";
import { Place, Places } from "./warm.ts";

/** What a sandbox has one invocation made of. */
export interface Job {
  readonly settings: Settings;
  readonly options: EvalOptions | undefined;
  readonly started: number;
  readonly setup: Setup;
  readonly guest: Guest;
  readonly services: Services;
}

/** Runs the invocations of one sandbox, each on an instance of its own for as long as it lasts. */
export class Runner {
  readonly #settings: Settings;
  readonly #warm = new Place();
  /** of asynchronous invocations, several of which run at a time */
  #waiting: Places | undefined;
  #admission: Admission | undefined;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  run(job: Job, program: (invocation: Invocation) => Execution): Execution {
    const { settings, options, started, setup } = job;
    const context = new Context(started + settings.timeout, options?.context);
    const services = job.services.resolve(options?.bind, () => context);
    const instance = this.#warm.take() ?? job.guest.instantiate(setup.image);
    const { replayed } = setup;
    const { paths } = job.services;
    const invocation = new Invocation(settings, instance, started, { ...options, services, paths, replayed });
    try {
      return program(invocation);
    } catch (error) {
      if (invocation.spoiled) context.abort(error);
      forget(invocation);
      throw error;
    } finally {
      if (!invocation.spoiled) this.keep(instance);
    }
  }

  runAsync(job: Job, program: (invocation: Invocation) => Promise<Execution>): Promise<Execution> {
    const { settings, options, started, setup } = job;
    const context = new Context(started + settings.timeout, options?.context);
    const warm = (this.#waiting ??= new Places());
    return conduct((this.#admission ??= new Admission(this.#settings.maxConcurrency)), {
      settings,
      started,
      signal: options?.signal,
      make: (waiting) => {
        const services = job.services.resolve(options?.bind, () => context);
        const instance = warm.take() ?? job.guest.instantiate(setup.image, true);
        const { replayed } = setup;
        const { paths } = job.services;
        return new Invocation(settings, instance, started, { ...options, services, paths, replayed, waiting });
      },
      run: program,
      over: (invocation, error) => {
        if (invocation.spoiled) context.abort(error);
        else this.keep(invocation.instance, warm);
        if (error !== undefined) forget(invocation);
      },
    });
  }

  /** Keeps an instance for the next invocation. */
  keep(instance: Instance, warm: Place | Places = this.#warm): void {
    if (this.#settings.isolation === "image" && instance.reusable) warm.keep(instance);
  }

  clear(): void {
    this.#warm.take();
    this.#waiting?.clear();
  }
}
