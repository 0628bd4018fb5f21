"""Code of learners that ends in an exception, and a phrase of what is said of it: (exercise, code, phrase)."""

from tests.kit.answers import folder

CLASS = folder("solutions").sources["accumulator.py"]
EPOCH = folder("solutions").sources["train_epoch.py"]
OUTSIDE = """
class Accumulator:
    def __init__(self, n):
        self.sums = [0.0] * n
        # here
    def __getitem__(self, index):
        return self.sums[index]

def add(self, *args):
    self.sums = list(args)
"""
INSIDE = OUTSIDE.partition("\ndef add")[0].replace(
    "# here", "def add(self, *args):\n            self.sums = list(args)"
)
Crashing = dict[str, tuple[str, str, str]]


def softmax(body: str, phrase: str, head: str = "import torch\n") -> tuple[str, str, str]:
    return "softmax", f"{head}\ndef softmax(X):\n    {_indented(body)}\n", phrase


def cross_entropy(body: str, phrase: str, head: str = "import torch\n") -> tuple[str, str, str]:
    return "cross_entropy", f"{head}\ndef cross_entropy(y_hat, y):\n    {_indented(body)}\n", phrase


def accuracy(body: str, phrase: str, head: str = "import torch\n") -> tuple[str, str, str]:
    return "accuracy", f"{head}\ndef accuracy(y_hat, y):\n    {_indented(body)}\n", phrase


def accumulator(written: str, wrong: str, phrase: str) -> tuple[str, str, str]:
    assert written in CLASS
    return "accumulator", CLASS.replace(written, wrong), phrase


def epoch(written: str, wrong: str, phrase: str) -> tuple[str, str, str]:
    assert written in EPOCH
    return "train_epoch", EPOCH.replace(written, wrong), phrase


def _indented(body: str) -> str:
    return body.replace("\n", "\n    ")


NAMES: Crashing = {
    "torch": softmax("return torch.exp(X)", "Write `import torch` at the top of the file.", head=""),
    "nn": softmax("return nn.Identity()(X)", "Write `from torch import nn` at the top", head=""),
    "np": softmax("return np.exp(X)", "Write `import numpy as np` at the top", head=""),
    "F": softmax("return F.relu(X)", "Write `import torch.nn.functional as F` at the top", head=""),
    "Optimizer": epoch(
        "from torch.optim import Optimizer\n", "", "Write `from torch.optim import Optimizer` at the top of the file."
    ),
    "Accumulator": epoch(
        "from exercises.accumulator import Accumulator\n", "",
        "Write `from exercises.accumulator import Accumulator` at the top of the file.",
    ),
    "capitals": softmax("X_exp = X.exp()\nreturn x_exp", "The name `x_exp` is not defined. Did you mean `X_exp`?"),
    "an underscore": cross_entropy("return yhat", "The name `yhat` is not defined. Did you mean `y_hat`?"),
    "a renamed parameter": ("softmax", "def softmax(x):\n    return X.exp()\n", "Did you mean `x`?"),
    "a letter": softmax("exponentials = X.exp()\nreturn exponential", "Did you mean `exponentials`?"),
    "a builtin": accuracy("return lenght(y)", "The name `lenght` is not defined where this line uses it."),
    "a builtin's capital": accuracy("return Len(y)", "Did you mean `len`?"),
    "true": accuracy("if true:\n    return 1.0", "Did you mean `True`?"),
    "a function of torch": softmax("return exp(X)", "torch has a function of that name: `torch.exp`."),
    "another name": accuracy("return (predictions == y).sum()", "The function gets `y_hat`, `y`;"),
    "at the top level": softmax("return X", "Is a line missing, or does it stand further down?", head="print(labels)\n"),
    "no self in a method": accumulator("def reset(self)", "def reset()", "does not take `self`"),
    "no self and a use of it": accumulator(
        "def reset(self) -> None:", "def reset(object) -> None:", "Your method `reset` uses `self`, but does not take it."
    ),
    "self in a function": softmax("return self.exp(X)", "`softmax` uses `self`, but it is a function outside"),
    "an attribute without self": accumulator(
        "[0.0] * len(self.sums)", "[0.0] * len(sums)", "`sums` alone is not defined: it belongs to the object, as `self.sums`"
    ),
    "a method without self": accumulator("self.sums = [0.0] * n", "self.sums = [0.0] * n\n        reset()", "`self.reset`"),
    "a hidden builtin": accuracy("sum = sum(y_hat.argmax(1) == y)\nreturn sum", "`sum` is a variable of your own, and"),
    "a hidden function": epoch(
        "metric.add(losses.detach().sum(), accuracy(y_hat, y)", "accuracy = accuracy(y_hat, y)\n        metric.add(losses, accuracy",
        "Outside there is something called `accuracy` too",
    ),
    "changed by another name": epoch("metric.add(", "totel = len(y)\n        totl += 1\n        metric.add(", "Did you mean `totel`?"),
    "in a branch": softmax("if len(X) > 99:\n    e = X.exp()\nreturn e", "`e` is used before it has a value."),
}  # fmt: skip

IMPORTS: Crashing = {
    "d2l": softmax("return X", "`d2l`, the package of the book, is not there", head="from d2l import torch as d2l\n"),
    "IPython": softmax("return X", "`IPython` is not there", head="from IPython import display\n"),
    "matplotlib_inline": softmax("return X", "is not there when your code is graded, and it is not needed.",
                                 head="from matplotlib_inline import backend_inline\n"),
    "tensorflow": softmax("return X", "`tensorflow` is not there", head="import tensorflow as tf\n"),
    "a helper left at home": softmax("return X", "There is no file and no package called `my_helpers`", head="import my_helpers\n"),
    "a misspelt file": epoch("exercises.accuracy", "exercises.acuracy", "Did you mean `exercises.accuracy`?"),
    "another file": epoch("exercises.accuracy", "exercises.metrics_of_mine", "There is no file `metrics_of_mine.py` beside yours."),
    "a misspelt class": epoch("import Accumulator", "import accumulator", "Did you mean `Accumulator`?"),
    "another function": epoch("import accuracy", "import top_one", "It has `accuracy`."),
    "nothing of torch": softmax("return X", "`torch` has nothing that is called `softplus_of_mine`",
                                head="from torch import softplus_of_mine\n"),
    "return outside": softmax("return X", "The `return` on line 1 of softmax.py stands outside", head="return 1\n"),
}  # fmt: skip

STOPS: Crashing = {
    "two methods to write": accumulator(
        "return self.sums[index]", "raise NotImplementedError", "`Accumulator` is begun. Still to be written: `__getitem__`."
    ),
    "code below the raise": softmax("raise NotImplementedError\nreturn X.exp()", "above your code, and ends it there"),
    "a branch to write": softmax("if len(X) == 1:\n    raise NotImplementedError\nreturn X", "still comes to a line"),
    "breakpoint": softmax("breakpoint()\nreturn X", "`pytest --in-process -k softmax`"),
    "recursion": softmax("return softmax(X)", "`softmax` calls itself, again and again"),
    "input": softmax("input('go?')\nreturn X", "`input()` waits for an answer"),
    "exit": softmax("exit()", "Take `exit()`, `quit()` or `sys.exit()` out"),
    "an own assert": softmax("assert X.sum() == 99\nreturn X", "An `assert` of your own does not hold"),
    "an own raise": softmax("raise ValueError('name X is not defined')", "A `raise` of your own ended the call."),
}  # fmt: skip

CLASSES: Crashing = {
    "init that returns": accumulator("self.sums = [0.0] * n", "self.sums = [0.0] * n\n        return self.sums", "`__init__` returns something"),
    "_init_": accumulator("__init__", "_init_", "Your class has a method `_init_`. Python looks for `__init__`."),
    "__int__": accumulator("def __init__", "def __int__", "Your class has a method `__int__`. Python looks for `__init__`."),
    "__get_item__": accumulator("__getitem__", "__get_item__", "a method `__get_item__`. Python looks for `__getitem__`."),
    "getitem": accumulator("__getitem__", "getitem", "a method `getitem`. Python looks for `__getitem__`."),
    "no __init__": accumulator("def __init__", "def begin", "Python finds none in the class"),
    "no __getitem__": accumulator("__getitem__", "value", "Behind an object, `[i]` calls its method `__getitem__`"),
    "without self": accumulator("def reset(self)", "def reset()", "The method `reset` does not take `self`."),
    "on the class": epoch("metric.add(", "Accumulator.add(*[]) or metric.add(", "is called on the class `Accumulator`"),
    "outside": ("accumulator", OUTSIDE, "The function `add` stands outside of the class `Accumulator`."),
    "an index outside": ("accumulator", OUTSIDE.replace("__getitem__", "value").replace("def add", "def __getitem__"),
                         "The function `__getitem__` stands outside of the class `Accumulator`."),
    "an index within another": ("accumulator", INSIDE.replace("__getitem__", "value").replace("def add", "def __getitem__"),
                                "The function `__getitem__` stands inside of `__init__`."),
    "within another": ("accumulator", INSIDE, "The function `add` stands inside of `__init__`."),
    "a local name": accumulator("self.sums = [0.0] * n", "sums = [0.0] * n", "in `__init__` it is a variable that is gone"),
    "a near name": accumulator("* len(self.sums)", "* len(self.sum)", "have no `sum`. Did you mean `sums`?"),
    "another name": accumulator("* len(self.sums)", "* self.count_of_them", "The class defines or stores `__init__`, `add`, `reset`, `__getitem__`, `sums`."),
}  # fmt: skip

GRADIENTS: Crashing = {
    "a gradient of None": epoch(
        "updater(len(y))", "[p.grad.zero_() for p in [torch.ones(2, requires_grad=True)]]", "`p.grad` is None"
    ),
    "a float": epoch("losses.sum().backward()", "losses.sum().item().backward()", "is a plain number (float), and no gradient"),
    "no graph": epoch("losses.sum().backward()", "losses.detach().sum().backward()", "is not connected with any parameter"),
    "a vector": epoch("losses.mean().backward()", "losses.backward()", "`losses` holds several numbers, and `backward()`"),
    "a parameter in place": epoch(
        "updater(len(y))", "w = torch.ones(2, requires_grad=True)\n            w -= 1", "`w` is changed in place while torch records"
    ),
    "twice": epoch("losses.sum().backward()", "losses.sum().backward()\n            losses.sum().backward()", "goes a second time"),
    "changed in between": epoch("losses.sum().backward()", "y_hat += 1\n            losses.sum().backward()", "still needs was changed"),
    "numpy": softmax("return torch.tensor(X.numpy())", "numpy knows nothing of gradients"),
}  # fmt: skip
GRADIENTS = {what: (id, "import torch\n" + code, phrase) for what, (id, code, phrase) in GRADIENTS.items()}

CALLS: Crashing = {
    "with": softmax("with torch.no_grad:\n    return X", "`torch.no_grad` behind `with` is not called"),
    "a builtin as a number": softmax("return X / sum", "`sum` is a function of Python itself"),
    "a kept function": epoch("losses = loss(y_hat, y)", "losses = loss", "`losses` is a function here, and not what the function returns."),
    "a method's attribute": softmax("return X.max.values", "`X.max` without brackets is the method itself"),
    "a keyword of item": accuracy("return y.sum().item(dim=1)", "`item` takes no arguments with a name"),
    "a keyword of zip": accumulator("strict=True", "stricts=True", "`zip` has no argument called `stricts`. Did you mean `strict`?"),
    "too few for a builtin": epoch("isinstance(net, nn.Module)", "isinstance(net)", "`isinstance` is called with another number of arguments"),
    "a method of more": accumulator("def reset(self)", "def reset(self, n)", "`Accumulator.reset` asks for more than it is given: `n`."),
    "no brackets": softmax("return X.exp / X.exp().sum()", "`X.exp` without brackets is the method itself"),
    "numel": accuracy("return 1 / y.numel", "`y.numel` without brackets is the method itself"),
    "numel in add": epoch("len(y))\n    return", "y.numel)\n    return", "`y.numel` without brackets is the method itself"),
    "a misspelt method": epoch("updater.zero_grad()", "updater.zero_grads()", "`updater` has no `zero_grads`. Did you mean `zero_grad`?"),
    "a function's method": epoch("updater(len(y))", "updater.step()", "`updater` is a plain function here"),
    "square brackets": softmax("return X.sum[1]", "`X.sum` is a function, and square brackets behind it"),
    "len[y]": accuracy("return len[y]", "`len` is a function, and square brackets behind it"),
    "a taken name": softmax("sum = X.sum()\nreturn X / sum(1)", "`sum` is a variable of yours here"),
    "shape()": softmax("return X.reshape(X.shape())", "A shape is a value, and is not called."),
    "an optimizer": epoch("updater.step()", "updater(len(y))", "`updater` is a torch Optimizer here, and an Optimizer is not called."),
    "a file": epoch("from exercises.accuracy import accuracy", "import accuracy", "`accuracy` is a whole file here"),
    "a tensor": softmax("e = X.exp()\nreturn e(1)", "`e` is called, but it is no function: it is of the type Tensor."),
    "what step is given": epoch("updater.step()", "updater.step(len(y))", "Something of the type int is called on this line"),
    "another signature": ("softmax", "def softmax(X, dim):\n    return X\n", "It is called as the stub says: `softmax(X)`."),
    "too short a signature": ("accuracy", "def accuracy(y_hat):\n    return 1.0\n", "It is called as the stub says: `accuracy(y_hat, y)`."),
    "no batch size": epoch("updater(len(y))", "updater()", "`updater` is called without an argument that it needs: `batch_size`."),
    "loss of one": epoch("loss(y_hat, y)", "loss(y_hat)", "`loss` is called without an argument that it needs: `y`."),
    "net of two": epoch("net(X)", "net(X, y)", "`net` is called with more arguments than it takes."),
    "a helper of one": softmax("return half(X)", "`half` is called without an argument that it needs: `by`.",
                               head="def half(X, by):\n    return X\n"),
    "a helper of three": softmax("return half(X, 1)", "`half` is given more than it takes.", head="def half(X):\n    return X\n"),
    "keep_dim": softmax("return X.sum(dim=1, keep_dim=True)", "`sum` has no argument called `keep_dim`. Did you mean `keepdim`?"),
    "an unknown keyword": softmax("return X.exp(), torch.log(X, base=2)", "`log` has no argument called `base`."),
    "a wrong kind": softmax("return X.sum('rows')", "`sum` cannot do anything with these arguments: it got (str)."),
}  # fmt: skip

SHAPES: Crashing = {
    "a dropped dimension": softmax("s = X.exp().sum(1)\nreturn X.exp() / s", "where should each number of `s` stand?"),
    "two shapes": softmax("return X + torch.zeros(7)", "`X` and `torch.zeros(7)` do not line up"),
    "several operators": softmax("return X / X.sum(1) + X * 2 - X / 3", "Two shapes on this line do not line up"),
    "a product": softmax("return torch.ones(2, 3) @ torch.ones(2, 3)", "Matrices of the shapes 2x3 and 2x3 cannot be multiplied."),
    "two lengths": cross_entropy("return -torch.log(y_hat[[0, 0], [0, 0, 0]])", "their shapes are [2] and [3]."),
    "labels pick rows": cross_entropy("return -torch.log(y_hat[y + 0])", "is asked for in dimension 0 of `y_hat`"),
    "labels alone": cross_entropy("return -torch.log(y_hat[y])", "`y` picks along dimension 0 of `y_hat`"),
    "gather of rows": cross_entropy("return y_hat.gather(0, y.unsqueeze(1) + 9)", "Index 9 is asked for in dimension 0"),
    "too many indices": cross_entropy("return y[:, 0]", "it has 1."),
    "a dimension too far": softmax("return X.sum(dim=2)", "Dimension 2 of a tensor is asked for on this line, and it has none beyond dimension 1."),
    "length of a number": accuracy("return len((y == y).sum())", "A tensor of a single number has no dimension to count"),
    "places of a number": accuracy("return y.sum()[0]", "A tensor of a single number has no places to pick from"),
    "shape[1] of classes": accuracy("return y_hat.shape[1] * 1.0", "one of a single dimension only `shape[0]`"),
    "reshape": softmax("return X.reshape(7, 11)", "numbers cannot be arranged in the shape [7, 11]."),
    "gather without column": cross_entropy("return y_hat.gather(1, y)", "The index of `gather` has another number of dimensions"),
    "stack": cross_entropy("return torch.stack([y_hat, y])", "Tensors of different shapes cannot be put together"),
    "ragged rows": softmax("return torch.tensor([[1.0, 2.0], [3.0]])", "The rows for `torch.tensor` are not equally long"),
}  # fmt: skip

TENSORS: Crashing = {
    "a pair's method": accuracy("return y_hat.max(0).type(y.dtype)", "`max` along a dimension returns two tensors, and you use"),
    "a pair's difference": softmax("return X - X.max(1, keepdim=True)", "In `.values` are the numbers it found"),
    "a pair compared": accuracy("return (y_hat.max(axis=0) == y).sum()", "`max` along a dimension returns two tensors, and you compare"),
    "one bool": accuracy("return (y.tolist() == [1]).sum()", "The comparison gave one single True or False"),
    "if": cross_entropy("y = torch.cat([y, y])\nif y == 0:\n    return y", "One yes or no is asked of a tensor that holds many."),
    "math": softmax("return math.exp(torch.cat([X, X]))", "`math.exp` computes with one number", head="import math, torch\n"),
    "tensors in torch.tensor": softmax("return torch.tensor([X.repeat(1, 2), X])", "`torch.tensor` makes a tensor of numbers"),
    "float": accuracy("return float(torch.cat([y, y]) == 1)", "A tensor of several numbers stands where a single number"),
    "a float for torch": softmax("return torch.exp(float(X.sum()))", "torch's `exp` wants a tensor, and gets a plain number (float)."),
    "a list for torch": softmax("return torch.exp(X.tolist())", "torch's `exp` wants a tensor, and gets a list of Python."),
    "None for torch": softmax("return torch.exp(None)", "torch's `exp` wants a tensor, and gets None."),
    "stack of one": softmax("return torch.stack(X)", "`stack` puts several tensors together"),
    "append to a number": accuracy("n = 0.0\nn.append(1)", "`n` is of the type float, which has no `append`."),
    "a misspelt method of lists": accuracy("return y.tolist().cuont(1)", "is of the type list, which has no `cuont`."),
    "item of an int": accuracy("n = 0\nreturn n.item()", "`n` is a plain number (int), and a number has no `item`."),
    "a list's method": softmax("return X.tolist().exp()", "is a list of Python, and a list has no `exp`."),
    "a batch's method": epoch("for X, y in train_iter:\n", "for X in train_iter:\n        y = X[1]\n", "A tuple, several values at once, is handed"),
    "a method that is kept": softmax("e = X.exp\nreturn e.sum()", "`e` is a function here, and not what the function returns."),
    "a tuple's method": softmax("e = X.exp(),\nreturn e.sum()", "`e` is a tuple: several values that came back together."),
    "astype": softmax("return X.astype(float)", "A tensor has no `astype`. Did you mean `to`?"),
    "copy": softmax("return X.copy()", "A tensor has no `copy`. Did you mean `clone`?"),
    "a misspelt method": softmax("return X.unsqueze(1)", "A tensor has no `unsqueze`. Did you mean `unsqueeze`?"),
    "an invented method": softmax("return X.make_rows_sum_to_one()", "A tensor has no `make_rows_sum_to_one`."),
    "torch.array": softmax("return torch.array([1.0])", "`torch` has no `array`. Did you mean `tensor`?"),
    "a module of torch": epoch("nn.Module)", "nn.Modul)", "`torch.nn` has no `Modul`. Did you mean `Module`?"),
    "an invented function": softmax("return torch.make_rows_sum_to_one(X)", "`torch` has no `make_rows_sum_to_one`."),
    "two dtypes": softmax("return X @ torch.ones(X.shape[1], 2, dtype=torch.int64)", "Two tensors of different dtypes meet"),
    "an index of floats": cross_entropy("return y_hat[range(len(y)), y.float()]", "An index has to be made of whole numbers"),
    "mean of bools": accuracy("return (y == y).mean()", "This operation needs floats, and the tensor holds something else."),
    "in place": accuracy("y /= 2\nreturn y", "A result with decimals is to be written into a tensor of integers."),
    "one_hot": cross_entropy("return torch.nn.functional.one_hot(y + 1, 1)", "`one_hot` is told of fewer classes"),
    "memory": softmax("return torch.empty(10**15)", "would need more memory than there is"),
}  # fmt: skip

VALUES: Crashing = {
    "no return": softmax("return X.exp() / total(X)", "`total` gives nothing back, and this line goes on with its result.",
                         head="import torch\ndef total(X):\n    s = X.sum()\n"),
    "append": cross_entropy("out = []\nout = out.append(1)\nreturn out.append(2)", "`out.append` gives nothing back"),
    "None": softmax("s = None\nreturn s.sum()", "`s` is None where a value is needed."),
    "None in arithmetic": softmax("s = None\nreturn X / s", "A value on this line is None where a value is needed."),
    "two sums for three": epoch("Accumulator(3)", "Accumulator(2)", "`metric` keeps 2 sums, and this line adds 3 values to it."),
    "a fourth sum": epoch("/ metric[2],", "/ metric[3],", "`metric` keeps 3 values, and this line asks for number 3."),
    "lists": cross_entropy("return [1, 2] - [3]", "`-` does not calculate with lists."),
    "a negative list": cross_entropy("return -[1, 2]", "`-` does not calculate with lists."),
    "a list plus": accumulator("self.sums = [total", "self.sums = self.sums + args or [total", "`+` appends to a list"),
    "a number appended": accumulator("self.sums = [total", "self.sums += args[0]\n        self.sums = [total", "`+=` appends to a list the values of another one"),
    "math of a list": softmax("return [math.exp(row) for row in X.tolist()]", "A single number is needed here, and there is a list.",
                              head="import math\n"),
    "a list times": softmax("return [0.0] * 2.0", "A list is repeated a whole number of times"),
    "a text": softmax("return 'a' - 1", "one side is a text."),
    "for in a number": cross_entropy("for i in len(y):\n    pass", "A single number (int) is gone through like a list."),
    "for in a function": cross_entropy("for i in cross_entropy:\n    pass", "A function is gone through like a list."),
    "lengths of zip": accumulator("zip(self.sums, args", "zip(self.sums, args[1:]", "`zip` with `strict=True` was given lists of different"),
    "a comprehension": accumulator("for total, value in zip(self.sums, args, strict=True)", "for total, value in zip(self.sums)", "than the 2 that its head names."),
    "enumerate": epoch("for X, y in train_iter", "for i, X, y in enumerate(train_iter)", "than the 3 that its head names."),
    "unpacking": softmax("a, b, c, d = X.shape\nreturn X", "On the left stand names for 4 values"),
    "range of a float": accuracy("for i in range(2.0):\n    pass", "`range` counts in whole numbers"),
    "a list's index": softmax("return X.tolist()[0.5]", "A list is asked for the place of a float"),
    "an empty list": accumulator("self.sums = [0.0] * n", "self.sums = []", "The list is shorter than the place"),
    "pop": softmax("rows = []\nreturn rows.pop()", "`pop` asks for an entry that the list does not have."),
    "a dictionary": accumulator("self.sums = [0.0] * n", "self.sums = {}", "A dictionary is asked for a key that it does not have."),
    "zero": epoch("return metric[0] / metric[2]", "return metric[0] / 0", "This line divides by 0."),
    "len of a number": accuracy("return len(3)", "`len` is asked for the length of something of the type int"),
    "a number's place": accuracy("n = 3\nreturn n[0]", "Square brackets stand behind a single number (int)"),
    "a tuple changed": softmax("t = (1, 2)\nt[0] = 3\nreturn t", "A tuple is never changed"),
    "next": epoch("for X, y in train_iter:\n", "for X, y in train_iter:\n        next(iter([]))\n", "there is nothing left to come"),
    "a shape as a number": accuracy("return y_hat.shape > 1", "A shape is compared with a number"),
    "an order of texts and numbers": accuracy("return 'a' < 1", "`<` compares something of the type str with something of the type int"),
    "an array's method": softmax("return X.detach().numpy().log()", "Something of the type ndarray is asked for `log`"),
    "a map": accumulator("self.sums = [total + float(value) for total, value in zip(self.sums, args, strict=True)]", "self.sums = map(float, args)", "Square brackets stand behind something of the type map"),
    "an object in brackets": softmax("return object()[0]", "Square brackets stand behind something of the type object"),
    "a mask": cross_entropy("return y_hat[torch.ones(1, 1, dtype=torch.bool)]", "A mask of the shape [1, 1] is to pick"),
    "arrays": softmax("a = X.detach().numpy()\nreturn a / a.sum(1)", "Two arrays on this line do not line up"),
    "indices of arrays": cross_entropy("return y_hat.detach().numpy()[[0] * (len(y) + 1), y.numpy()]", "The two indices in the brackets pick different numbers"),
    "an index of an array": cross_entropy("return y_hat.detach().numpy()[y.numpy() + 100]", "along axis 0 of an array"),
    "an axis": cross_entropy("return y.numpy().max(axis=1)", "Axis 1 of an array is asked for"),
    "isinstance": epoch("isinstance(updater, Optimizer)", "isinstance(updater, 'Optimizer')", "`isinstance` has to be a class."),
}  # fmt: skip

CRASHES: Crashing = {
    f"{kind}: {what}": crashing
    for kind, table in {
        "names": NAMES, "imports": IMPORTS, "stops": STOPS, "classes": CLASSES, "gradients": GRADIENTS, "calls": CALLS,
        "shapes": SHAPES, "tensors": TENSORS, "values": VALUES,
    }.items()
    for what, crashing in table.items()
}  # fmt: skip
