import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { HighlightStyle, StreamLanguage, indentUnit, syntaxHighlighting, bracketMatching } from "@codemirror/language";
import { ruby } from "@codemirror/legacy-modes/mode/ruby";
import { linter, lintGutter, type Diagnostic } from "@codemirror/lint";
import { EditorState, type Text } from "@codemirror/state";
import { EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { compile, SandboxError } from "kobako";

const colors = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--code-keyword)" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--code-string)" },
  { tag: [tags.number, tags.bool, tags.null, tags.atom], color: "var(--code-number)" },
  { tag: tags.comment, color: "var(--code-comment)", fontStyle: "italic" },
  { tag: [tags.typeName, tags.tagName, tags.className], color: "var(--code-constant)" },
  { tag: [tags.propertyName, tags.definition(tags.variableName)], color: "var(--code-name)" },
]);

/** Every syntax error of the source, as the sandbox's own compiler reports it. */
function problems(doc: Text): Diagnostic[] {
  try {
    compile(doc.toString());
    return [];
  } catch (error) {
    if (!(error instanceof SandboxError)) return [];
    return error.diagnostics.map(({ line, column, length, message }) => {
      const at = doc.line(Math.min(line, doc.lines));
      const from = Math.min(at.from + column, at.to);
      return { from, to: Math.min(from + (length ?? 1), doc.length), severity: "error", message };
    });
  }
}

/** The editor; `run` is called for Ctrl+Enter or Command+Enter. */
export function editor(parent: HTMLElement, source: string, run: () => void): EditorView {
  return new EditorView({
    parent,
    state: EditorState.create({
      doc: source,
      extensions: [
        keymap.of([
          {
            key: "Mod-Enter",
            run: () => {
              run();
              return true;
            },
          },
          ...defaultKeymap,
          ...historyKeymap,
          indentWithTab,
        ]),
        lineNumbers(),
        history(),
        highlightActiveLine(),
        bracketMatching(),
        indentUnit.of("  "),
        StreamLanguage.define(ruby),
        syntaxHighlighting(colors),
        linter((view) => problems(view.state.doc), { delay: 300 }),
        lintGutter(),
        EditorView.contentAttributes.of({ "aria-label": "Ruby source", spellcheck: "false" }),
      ],
    }),
  });
}
