"""Judging spam without anybody's help: rules that hold from the first day, and a naive Bayes that learns
from this site's own decisions. Pure: texts and counts in, a score and its reasons out."""
