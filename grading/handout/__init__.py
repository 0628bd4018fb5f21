"""The learners' copy of the kit, which holds no solutions, and still grades itself and names mistakes."""
