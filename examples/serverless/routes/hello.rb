Hello = ->(request) { { status: 200, body: "hello, #{request.query("name") || "stranger"}" } }
