Spin = ->(request) { loop { request.verb } }
