"""How questions are answered: one contract, several engines, chosen by LANTOA_SEARCH."""
