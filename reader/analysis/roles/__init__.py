"""Descriptions that stand for somebody: la maire, the mayor, where the article lets them be nobody else."""
