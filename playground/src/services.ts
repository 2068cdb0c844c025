import type { Sandbox } from "kobako";

/** What a run writes down of its service calls. */
export type Log = (call: string) => void;

/** A service that the page can hand to a script. */
export interface Service {
  readonly name: string;
  readonly about: string;
  /** whether it answers with promises */
  readonly async?: boolean;
  bind(sandbox: Sandbox, log: Log, canvas: HTMLCanvasElement): void;
}

class Store {
  // a field: out of reach for scripts, private or not
  readonly secret = "hunter2";
  readonly #log: Log;

  constructor(log: Log) {
    this.#log = log;
  }

  orders(): object[] {
    this.#log("Store.orders");
    return [
      { country: "JP", quantity: 12, price: 17.43 },
      { country: "DE", quantity: 3, price: 120 },
      { country: "KR", quantity: 4, price: 78.42 },
      { country: "PE", quantity: 40, price: 2.15 },
    ];
  }
}

/** Draws with a pen that walks; the origin is the middle, angles are degrees. */
class Turtle {
  readonly #pen: CanvasRenderingContext2D;
  readonly #log: Log;
  #x = 0;
  #y = 0;
  #angle = 0;

  constructor(canvas: HTMLCanvasElement, log: Log) {
    this.#log = log;
    this.#pen = canvas.getContext("2d") as CanvasRenderingContext2D;
    this.#pen.setTransform(1, 0, 0, 1, canvas.width / 2, canvas.height / 2);
    this.#pen.lineWidth = 1.5;
    this.#pen.strokeStyle = "#e5525c";
  }

  forward(length: number): void {
    this.#log(`Turtle.forward(${length})`);
    const radians = (this.#angle * Math.PI) / 180;
    this.#pen.beginPath();
    this.#pen.moveTo(this.#x, this.#y);
    this.#x += Math.cos(radians) * length;
    this.#y += Math.sin(radians) * length;
    this.#pen.lineTo(this.#x, this.#y);
    this.#pen.stroke();
  }

  turn(degrees: number): void {
    this.#log(`Turtle.turn(${degrees})`);
    this.#angle += degrees;
  }

  jump(x: number, y: number): void {
    this.#log(`Turtle.jump(${x}, ${y})`);
    [this.#x, this.#y] = [x, -y];
  }

  color(name: string): void {
    this.#log(`Turtle.color(${name})`);
    this.#pen.strokeStyle = name;
  }
}

const skies = ["clear", "rain", "snow", "wind"];

export const services: readonly Service[] = [
  {
    name: "Store",
    about: "orders of a shop",
    bind: (sandbox, log) => void sandbox.bind("Store", new Store(log)),
  },
  {
    name: "Turtle",
    about: "a pen on a canvas",
    bind: (sandbox, log, canvas) => void sandbox.bind("Turtle", new Turtle(canvas, log)),
  },
  {
    name: "Seq",
    about: "calls a Ruby block",
    bind: (sandbox, log) =>
      void sandbox.bind("Seq", {
        map(items: unknown[], block: (item: unknown) => unknown): unknown[] {
          log(`Seq.map(${items.length} items)`);
          return items.map((item) => block(item));
        },
      }),
  },
  {
    name: "Weather",
    about: "answers after 80 ms",
    async: true,
    bind: (sandbox, log) =>
      void sandbox.bind("Weather", {
        async today(city: string): Promise<object> {
          log(`Weather.today(${JSON.stringify(city)})`);
          await new Promise((resolve) => setTimeout(resolve, 80));
          const seed = Array.from(city).reduce((sum, letter) => sum + letter.charCodeAt(0), 0);
          return { sky: skies[seed % skies.length], celsius: (seed % 40) - 5 };
        },
      }),
  },
];
