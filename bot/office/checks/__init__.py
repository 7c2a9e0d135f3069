"""`lipa check`: everything is looked at, and each finding says what to mend."""
