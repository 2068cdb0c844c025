# mruby's own build, told how to make the guest: a cross build for WebAssembly with an
# external mrbc. guest/build.ts sets the environment and links the result.
require_relative 'gems'
require_relative 'defines'

guest = File.expand_path('..', __dir__)
llvm = ENV.fetch('KOBAKO_LLVM', '/usr/bin')

MRuby::CrossBuild.new('guest') do |conf|
  toolchain :clang

  common = %W[
    --target=wasm32-wasi -O2 -g0 -std=gnu17 -ffile-prefix-map=#{ENV.fetch('KOBAKO_BUILD')}=.
    -mno-bulk-memory -fno-strict-aliasing -fvisibility=hidden
    -I#{guest}/src -Wall -Wno-unused-function
  ]
  conf.cc.command = "#{llvm}/clang-19"
  conf.cc.flags = [common]
  conf.cxx.command = "#{llvm}/clang++-19"
  # only files that catch mruby's exceptions go through C++, and they stay C in all else
  conf.cxx.flags = [common.grep_v(/-std=/), '-std=gnu++17', '-fno-rtti', '-fno-threadsafe-statics',
                    '-Wno-writable-strings', '-Wno-c99-designator', '-Wno-register']
  conf.cxx.cxx_exception_flag = conf.cc.cxx_exception_flag = '-fwasm-exceptions'
  conf.linker.command = "#{llvm}/clang-19"
  conf.archiver.command = "#{llvm}/llvm-ar-19"

  conf.enable_cxx_exception
  conf.cc.defines += GUEST_DEFINES
  conf.cxx.defines += GUEST_DEFINES
  conf.mrbcfile = ENV.fetch('KOBAKO_MRBC')

  GUEST_GEMS.each do |name|
    conf.gem(core: name) { |gem| [gem.cc, gem.cxx].each { |tool| tool.flags << '-Oz' } if COLD_GEMS.include?(name) }
  end
  conf.gem "#{guest}/gems/kobako-runtime"
end
