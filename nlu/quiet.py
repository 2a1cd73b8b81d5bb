"""Keeps Rasa, TensorFlow and their libraries quiet, and what people write out of the log."""

import logging
import os
import sys
import warnings
from contextvars import ContextVar

ENVIRONMENT = {
    "RASA_TELEMETRY_ENABLED": "false",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "CUDA_VISIBLE_DEVICES": "-1",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "RASA_MAX_CACHE_SIZE": "0",  # nothing is cached: training takes seconds, and the cache would only grow
}

private: ContextVar[bool] = ContextVar("private", default=False)


def hush() -> None:
    """Call before Rasa is imported."""
    os.environ.update(ENVIRONMENT)
    warnings.simplefilter("ignore")
    logging.captureWarnings(capture=True)  # Rasa sets filters of its own and puts what people wrote into warnings
    logging.getLogger("py.warnings").setLevel(logging.ERROR)
    _log_to_stderr(os.environ.get("LOG_LEVEL", "INFO"))
    _hush_structlog()


def _log_to_stderr(level: str) -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    handler.addFilter(withhold)
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    logging.getLogger("nlu").setLevel(level)


def _hush_structlog() -> None:
    """Rasa's structured log names events and adds texts: keep the names, as warnings and errors only."""
    import structlog

    structlog.configure(
        processors=[lambda _logger, _level, event: str(event.get("event", ""))],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING),
    )


def withhold(record: logging.LogRecord) -> bool:
    """Reduce what libraries log while a message is handled to where it was logged: it may hold the message."""
    if private.get() and not record.name.startswith("nlu"):
        record.msg, record.args = f"{record.pathname}:{record.lineno} (words withheld)", ()
        record.exc_info = record.exc_text = record.stack_info = None
    return True
