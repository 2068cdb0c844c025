# hooks: body
# needs: Disk
Greedy = ->(text, **) { Disk.read("/etc/passwd") }
