"""Simulated learners under several schedules: what each policy reaches by an exam. Pure."""
