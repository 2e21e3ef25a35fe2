"""Every word and button a person sees: pure functions, facts -> Screen."""
