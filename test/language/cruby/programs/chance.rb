Random.rand(1.5).class
Random.rand(1.0..2.0).class
rand(1.5).class
Random.new(3).rand(1.5).class
begin; Random.rand(-1.5); rescue => e; [e.class, e.message]; end
begin; Random.rand(0); rescue => e; [e.class, e.message]; end
rand(0).class
rand(nil).class
rand(-5).class
Random.new(3).rand(1.5).between?(0, 1.5)
Random.rand(-1.5) rescue [$!.class, $!.message]
Random.rand(0) rescue [$!.class, $!.message]
Random.rand(-3) rescue [$!.class, $!.message]
Random.rand(2..1) rescue [$!.class, $!.message]
Random.rand(nil) rescue [$!.class, $!.message]
rand(1.9)
rand(2..1)
(0...200).all? { rand(1.0..2.0).between?(1.0, 2.0) }
(0...200).map { rand(10**12) }.max > 2**33
class RK; def self.x = rand(0); end; RK.x.class
