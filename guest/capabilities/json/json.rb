module JSON
  class << self
    def parse(source, symbolize_names: false, allow_nan: false, max_nesting: 128, create_additions: false)
      raise ArgumentError, "create_additions is not supported" if create_additions
      source = source.to_str if !source.is_a?(String) && source.respond_to?(:to_str)
      __parse(source, symbolize_names, allow_nan, max_nesting || 128)
    end

    def generate(value, options = nil, **rest)
      options = options ? options.to_h.merge(rest) : rest
      text = %i[indent space object_nl array_nl].map { |name| options[name] || "" }
      __generate(value, *text, options[:allow_nan] || false, options[:max_nesting] || 128)
    end

    def pretty_generate(value, options = nil, **rest)
      layout = { indent: "  ", space: " ", object_nl: "\n", array_nl: "\n" }
      generate(value, layout.merge(options ? options.to_h : {}).merge(rest))
    end

    def dump(value) = generate(value)

    def load(source, **options) = source.nil? ? nil : parse(source, **options)

    def [](value, **options)
      value.is_a?(String) ? parse(value, **options) : generate(value, **options)
    end
  end
end

[NilClass, TrueClass, FalseClass, Integer, Float, String, Symbol, Array, Hash].each do |type|
  type.class_eval do
    def to_json(options = nil, **rest) = JSON.generate(self, options.is_a?(Hash) ? options : nil, **rest)
  end
end
