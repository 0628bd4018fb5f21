"""Dtypes that do not go together, or that an operation does not have."""

import re

from grading.feedback.crashes.kind import Kind
from language import N_

DIFFERENT = re.compile(r"(?:to|must) have the same dtype|expected scalar type")

DTYPES = (
    Kind(
        "dtypes_do_not_match", "RuntimeError", DIFFERENT,
        N_("Two tensors of different dtypes meet where torch wants them alike."),
        N_("A product of matrices, for example, takes two of the same dtype. Print the `dtype` of each before this "
           "line, and bring one to that of the other with `.to(...)`."),
    ),
    Kind(
        "index_of_floats", "IndexError RuntimeError", re.compile(
            r"tensors used as indices must be|only integers, slices .* are valid indices|gather\(\): Expected dtype int"
            r"|one_hot is only applicable to index tensor of type LongTensor"),
        N_("An index has to be made of whole numbers, and here it is made of something else."),
        N_("Places and classes are counted with integers (int64). Print the `dtype` of the index: is it the right "
           "tensor, and did a step above turn it into floats?"),
    ),
    Kind(
        "integers_for_floats", "RuntimeError NotImplementedError", re.compile(
            r"not implemented for '(?:Long|Bool|Int)'|could not infer output dtype.*Got: (?:Long|Bool|Int)"),
        N_("This operation needs floats, and the tensor holds something else."),
        N_("A mean or an exponential of integers is no integer, and one of True and False is neither. Print the "
           "`dtype`, and convert the tensor before this line, for instance with `.float()`."),
    ),
    Kind(
        "floats_into_integers", "RuntimeError",
        re.compile(r"result type \w+ can't be cast to the desired output type Long"),
        N_("A result with decimals is to be written into a tensor of integers."),
        N_("`+=`, `/=` and methods whose name ends in `_` keep the dtype of what they change. Compute a new tensor "
           "instead: `a = a / b` and not `a /= b`."),
    ),
    Kind(
        "too_few_classes", "RuntimeError", re.compile(r"Class values must be smaller than num_classes"),
        N_("`one_hot` is told of fewer classes than the labels name."),
        N_("Each label is a place in its row, counted from 0. The number of classes is a size of y_hat: which one?"),
    ),
    Kind(
        "takes_too_much_memory", "RuntimeError", re.compile(r"can't allocate memory"),
        N_("A tensor on this line would need more memory than there is."),
        N_("Print the shapes of what it is computed from: has a dimension come in that you did not mean?"),
    ),
)  # fmt: skip
