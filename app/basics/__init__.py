"""Money, time, text, references and the two kinds of problem: what every room stands on."""
