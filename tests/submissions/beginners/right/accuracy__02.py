def accuracy(y_hat, y): return float(sum(p == t for p, t in zip((y_hat.argmax(1) if y_hat.dim() == 2 else y_hat).tolist(), y.tolist())))
