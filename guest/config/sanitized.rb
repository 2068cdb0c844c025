# The same mruby and gems for the build machine, watched by AddressSanitizer and UBSan.
require_relative 'gems'
require_relative 'defines'

guest = File.expand_path('..', __dir__)
llvm = ENV.fetch('KOBAKO_LLVM', '/usr/bin')

MRuby::CrossBuild.new('sanitized') do |conf|
  toolchain :clang

  conf.cc.command = "#{llvm}/clang-19"
  conf.cc.flags = [ENV.fetch('KOBAKO_SANITIZE').split, '-std=gnu17', "-I#{guest}/src", '-w']
  conf.cxx.command = "#{llvm}/clang++-19"
  conf.linker.command = "#{llvm}/clang-19"
  conf.archiver.command = "#{llvm}/llvm-ar-19"
  conf.cc.defines += GUEST_DEFINES
  conf.mrbcfile = ENV.fetch('KOBAKO_MRBC')

  GUEST_GEMS.each { |name| conf.gem core: name }
  conf.gem "#{guest}/gems/kobako-runtime"
end
