"""What people ruled on figures that disagree."""
