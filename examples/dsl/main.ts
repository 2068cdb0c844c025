/** A language of the host's own: scripts nest blocks, the host decides what comes of them. Here, a page. */
import { formatError, Sandbox, SandboxError, ServiceArgumentError, ServiceError } from "kobako";

const allowed = new Set(["h1", "h2", "p", "ul", "li", "table", "tr", "td", "em"]);

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Writes a page. Each element is a method; what a block writes goes inside. */
class Page {
  #out = "";
  #depth = 0;

  element(name: unknown, content?: unknown, block?: unknown): void {
    const body = typeof content === "function" ? content : block;
    if (typeof name !== "string" || !allowed.has(name)) throw new ServiceArgumentError("there is no such element");
    if (this.#depth >= 8) throw new ServiceArgumentError("elements are nested too deep");
    const indent = "  ".repeat(this.#depth);
    if (typeof body !== "function") {
      this.#out += `${indent}<${name}>${escape(typeof content === "string" ? content : "")}</${name}>\n`;
      return;
    }
    this.#out += `${indent}<${name}>\n`;
    this.#depth++;
    try {
      (body as () => void)();
    } finally {
      this.#depth--;
      this.#out += `${indent}</${name}>\n`;
    }
  }

  get html(): string {
    return this.#out;
  }
}

/** Words of the language: plain Ruby in front of the script, on one line so that line numbers stay right. */
const words = [...allowed].map(
  (name) => `def ${name}(text = nil, &block) = block ? Page.element("${name}", &block) : Page.element("${name}", text)`,
);
const language = `${words.join("; ")}; `;

function render(source: string): string {
  const page = new Page();
  const sandbox = new Sandbox({ timeout: 2000 }).bind("Page", page);
  try {
    sandbox.eval(language + source);
    return page.html;
  } catch (error) {
    if (!(error instanceof SandboxError || error instanceof ServiceError)) throw error;
    return `${formatError(error, source, { context: 0 })}\n`;
  }
}

console.log(
  render(`h1 "Prices <today>"
prices = { "tea" => 3, "cake" => 5 }
table do
  prices.each do |name, price|
    tr do
      td name
      td "#{price} €"
    end
  end
end
p "In all: #{prices.values.sum} €"`),
);
console.log(render('h1 "Fine"\nPage.element "script", "alert(1)"'));
console.log(render("def deep = ul { deep }\ndeep"));
