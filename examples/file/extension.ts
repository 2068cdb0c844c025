import type { Extension } from "kobako";

import { Overlay } from "./overlay.ts";

/** What a Ruby programmer expects of File; `read`, `write`, `has` and `list` are the overlay's. */
const source = `
module File
  extend Kobako::Proxy

  class Writer
    def initialize(text = "") = @text = text.dup
    def text = @text
    def write(*values) = values.each { |value| @text << value.to_s }
    alias << write
    alias print write
    def puts(*values) = values.each { |value| @text << value.to_s.chomp << "\\n" }
  end

  def self.exist?(path) = has(path)
  def self.readlines(path, chomp: false) = read(path).lines.map { |line| chomp ? line.chomp : line }
  def self.foreach(path, &block) = readlines(path).each(&block)
  def self.join(*parts) = parts.join("/")
  def self.basename(path) = path.split("/").last

  def self.open(path, mode = "r")
    return yield(readlines(path)) if mode == "r"
    writer = Writer.new(mode == "a" && exist?(path) ? read(path) : "")
    result = yield(writer)
    write(path, writer.text)
    result
  end
end
`;

/** A File whose reads go to a folder and whose writes are gone after the invocation. */
export function fileExtension(folder: string): Extension {
  return { name: "File", source, backend: { provider: () => new Overlay(folder) } };
}
