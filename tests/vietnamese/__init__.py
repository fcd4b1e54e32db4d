"""Tests of the Vietnamese language package."""
