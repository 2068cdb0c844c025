# The yardstick of the benchmarks: mruby as it comes, for this machine, with the guest's gems.
require "#{ENV.fetch('KOBAKO_GUEST')}/config/gems"

MRuby::Build.new('host') do |conf|
  toolchain :clang
  llvm = ENV.fetch('KOBAKO_LLVM', '/usr/bin')
  conf.cc.command = conf.linker.command = "#{llvm}/clang-19"
  conf.archiver.command = "#{llvm}/llvm-ar-19"
  GUEST_GEMS.each { |name| conf.gem core: name }
  conf.gem core: 'mruby-compiler'
  conf.gem core: 'mruby-bin-mruby'
  conf.gem core: 'mruby-io' # puts
end
