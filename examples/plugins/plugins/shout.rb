# hooks: title
# needs: nothing
Shout = ->(text, marks: 1) { text.upcase + "!" * marks }
