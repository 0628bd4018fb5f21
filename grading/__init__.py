"""The engine that grades a submission."""

VERSION = "0.1.0"
