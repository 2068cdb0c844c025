# hooks: title, body
# needs: Clock
Stamp = ->(text, **) { "#{text} (#{Clock.year})" }
