# hooks: body
# needs: nothing
Typo = ->(text, **) { text.gsbu("a", "b") }
