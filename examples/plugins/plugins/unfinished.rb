# hooks: body
# needs: nothing
Unfinished = ->(text {
