/** The code blocks and links of Markdown. */

export interface Block {
  readonly language: string;
  readonly code: string;
  /** of the fence's first line, from 1 */
  readonly line: number;
}

/** The fenced blocks of a text. */
export function blocksOf(markdown: string): Block[] {
  const blocks: Block[] = [];
  let open: { language: string; line: number; code: string[] } | undefined;
  for (const [at, text] of markdown.split("\n").entries()) {
    if (open && text.trimEnd() === "```") {
      blocks.push({ language: open.language, line: open.line, code: `${open.code.join("\n")}\n` });
      open = undefined;
    } else if (open) {
      open.code.push(text);
    } else if (text.startsWith("```")) {
      open = { language: text.slice(3).trim(), line: at + 1, code: [] };
    }
  }
  return blocks;
}

function withoutCode(markdown: string): string {
  return markdown.replace(/^```[\s\S]*?^```$/gm, "").replace(/`[^`\n]*`/g, "");
}

/** Where the links and images of a text point. */
export function linksOf(markdown: string): string[] {
  return Array.from(withoutCode(markdown).matchAll(/\]\(([^)\s]+)\)/g), ([, target = ""]) => target);
}

/** The anchors that the headings of a text make. */
export function anchorsOf(markdown: string): Set<string> {
  const headings = withoutCode(markdown.replace(/`([^`\n]*)`/g, "$1")).matchAll(/^#{1,6} +(.*)$/gm);
  return new Set(
    Array.from(headings, ([, title = ""]) =>
      title
        .trim()
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, "")
        .replaceAll(" ", "-"),
    ),
  );
}
