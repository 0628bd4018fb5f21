#!/usr/bin/env bash
# Builds Gradescope's image, once: Python, PyTorch for the CPU, what else the kit needs, and the images if they can be had.
set -euo pipefail
root=${AUTOGRADER_ROOT:-/autograder}
export DEBIAN_FRONTEND=noninteractive PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1

apt-get update
apt-get install -y python3 python3-venv libseccomp2
python3 -m venv "$root/environment"
PATH=$root/environment/bin:$PATH
cd "$root/source"
python -m pip install torch torchvision --index-url https://download.pytorch.org/whl/cpu
python -m pip install .
# Here, so that no student waits for it; without a network, drawn garments stand in at each grade.
python -c "from given.data import load_images; print(load_images().name)"
