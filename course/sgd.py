"""Beyond the five: one step of minibatch stochastic gradient descent."""

from collections.abc import Sequence

from course.records import Exercise, Play
from language import N_

ONE_STEP = N_("One step from {start}; lr={learning_rate}, batch_size={batch_size}:")
STEPS = N_("Several steps from {start}, one gradient after the other; lr={learning_rate}, batch_size={batch_size}:")


def situations() -> list[Play]:
    return [
        _steps(shapes, batch_sizes)
        for batch_sizes in ((1,), (2,), (4,), (2, 2), (4, 3, 1))
        for shapes in (((),), ((2,),), ((2,), ()), ((2, 3), (3,)), ((), (2,), (2, 2)))
    ]


def _steps(shapes: Sequence[tuple[int, ...]], batch_sizes: Sequence[int], learning_rate: float = 0.5) -> Play:
    """Parameters of these shapes, and a step for each of the batch sizes."""
    from gettext import gettext as _

    from course.values import normal, value_text

    parameters = {name: normal(seed, *shape) for seed, (name, shape) in enumerate(zip("wbc", shapes, strict=False))}
    gradients = [
        {name: normal(10 * step + seed, *parameter.shape) for seed, (name, parameter) in enumerate(parameters.items())}
        for step in range(1, len(batch_sizes) + 1)
    ]
    several = len(batch_sizes) > 1
    start = ", ".join(
        f"{name}={value_text(parameter)}, {name}.grad="
        + value_text([step[name].tolist() for step in gradients] if several else gradients[0][name])
        for name, parameter in parameters.items()
    )
    where = _(STEPS if several else ONE_STEP).format(
        start=start, learning_rate=learning_rate, batch_size=", ".join(map(str, batch_sizes))
    )
    steps = {"gradients": gradients, "learning_rate": learning_rate, "batch_sizes": list(batch_sizes)}
    return Play(where, {"parameters": parameters, **steps})


EXERCISE = Exercise(
    "sgd", N_("Minibatch gradient descent"), 10, name="sgd", section="3.2.6",
    scenario="sgd", parameters="params, lr, batch_size", situations=situations,
    hints=(
        N_("The gradient says in which direction the loss grows. So which way does a parameter have to go, and what "
           "decides how far? And when every parameter has moved, what still lies in its gradient, to which the next "
           "backward pass will add?"),
        N_("Take the parameters one by one. A gradient that was summed over the batch grows with the batch, so one of "
           "your arguments has to make up for that. The tensor itself has to change: a new tensor under the same name "
           "moves nothing for the caller. And autograd must not watch the step: torch has a context for that. The "
           "last thing that happens to a parameter is that its gradient is cleared."),
        N_("With g for the gradient of the summed loss with respect to a parameter w:\n"
           "w <- w - lr * g / batch_size\n"
           "for each w in params, in place and without gradients being recorded; then g <- 0."),
    ),
    learnt=N_("An optimizer is a few lines: against the gradient, by the learning rate, over the batch size, in "
              "place and unseen by autograd."),
    about_the_solution=N_("no_grad keeps the update out of the graph, -= changes the tensor that the caller "
                          "holds, and the gradient is cleared in place for the next backward pass."),
)  # fmt: skip
