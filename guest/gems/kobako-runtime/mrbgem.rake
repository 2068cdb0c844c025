# Our part of the guest that is written against mruby: the Ruby of guest/mrblib and the C
# beside it that names symbols (mruby numbers those while it builds).
MRuby::Gem::Specification.new('kobako-runtime') do |spec|
  spec.license = 'Apache-2.0'
  spec.author = 'kobako'
  spec.summary = 'output, helpers of the compiler, and additions to the core classes'

  guest = File.expand_path('../..', dir)
  spec.rbfiles = Dir["#{guest}/mrblib/*.rb"].sort
  sources = %w[kb_runtime kb_output kb_remote kb_transport kb_decode kb_entry rite0400 kb_core kb_absent kb_meant kb_strftime].map { |name| "#{guest}/src/#{name}.c" }
  spec.objs = sources.select { |path| File.exist?(path) }.map do |path|
    out = objfile("#{build_dir}/src/#{File.basename(path, '.c')}")
    preprocessed = out.pathmap("%X#{build.exts.presym_preprocessed}")
    [out, preprocessed].each do |target|
      file target => [path, *Dir["#{guest}/src/*.h"]] do |t|
        cc.run t.name, t.prerequisites.first, [], [], ['-Wall', '-Wextra', '-Wno-unused-parameter', '-Werror']
      end
    end
    out
  end
end
