"""What HR prepares before it is an offering: drafts, copies, and the answers typed for them."""
