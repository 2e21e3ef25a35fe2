"""What people see of decisions: one, their list with ticks, all by age."""
