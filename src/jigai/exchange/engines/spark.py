"""Apache Spark on a standalone cluster: the rule as one query of Spark SQL over Parquet.

The package is optional (``make spark``). Files travel by paths that driver and workers share.
"""

from __future__ import annotations

import os
import tempfile
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import polars as pl
from sqlglot import exp

from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence
from jigai.exchange.engines.sql import inputs, outputs, statement

if TYPE_CHECKING:
    from jigai.domain.columns.plan import Plan
    from jigai.domain.rules.rule_set import RuleSet

KEY = "row"
TABLE = "jigai_facts"
Session = Any  # pyspark comes without types where it is not installed
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.sources.partitionColumnTypeInference.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.optimizer.excludedRules": "org.apache.spark.sql.catalyst.optimizer.CollapseProject",
    "spark.log.level": "ERROR",
}
"""A rule as one method of Java may be longer than Java allows, so it is compiled in parts. The
stages of a plan stay apart, since put into one another they are planned for much longer.
"""


class SparkAbsent(Refusal):
    code = "engines.spark_absent"
    message = Sentence("没有安装 Apache Spark。", "Apache Spark is not installed.")
    remedy = Sentence(
        "请运行 make spark（需要 Java 17 或更新版本），或改用 --engine embedded。",
        "Run make spark (Java 17 or newer is needed), or use --engine embedded.",
    )


class NoSparkMaster(Refusal):
    code = "engines.no_spark_master"
    message = Sentence(
        "“{master}”不是 Spark 集群的地址。", "“{master}” is no address of a Spark cluster."
    )
    remedy = Sentence("请用 --master spark://主机:端口。", "Give --master spark://host:port.")


class SparkUnreachable(Refusal):
    code = "engines.spark_unreachable"
    message = Sentence("Spark 没有启动：{fault}", "Spark did not start: {fault}")
    remedy = Sentence(
        "请检查 Java 17、集群地址和网络。", "Check Java 17, the address of the cluster and network."
    )


class SparkRefused(Refusal):
    code = "engines.spark_refused"
    message = Sentence("Spark 没有算完：{fault}", "Spark did not finish: {fault}")
    remedy = Sentence(
        "请看集群的日志，或改用 --engine embedded。",
        "Read the logs of the cluster, or use --engine embedded.",
    )


class Spark:
    """A session on a cluster.

    Args:
        session: the session.
        shared: a folder that driver and workers both reach, for tables that come as frames.
    """

    name = "spark"

    def __init__(self, session: Session, shared: Path) -> None:
        self.session, self.shared = session, shared
        self.version = f"spark {session.version}"

    def compute(
        self,
        rule_set: RuleSet,  # noqa: ARG002 - the plan says it all
        plan: Plan,
        facts: pl.DataFrame,
        results: Sequence[str],
    ) -> pl.DataFrame:
        """As ``Engine.compute``.

        Raises:
            SparkRefused: it did not finish.
        """
        with tempfile.TemporaryDirectory(dir=self.shared, prefix="jigai-") as folder:
            given, found = Path(folder, "facts.parquet"), Path(folder, "results")
            columns = [pl.col(name).alias(alias) for name, alias in inputs(plan).items()]
            facts.with_row_index(KEY).select(KEY, *columns).write_parquet(given)
            with finishing():
                self.session.read.parquet(str(given)).createOrReplaceTempView(TABLE)
                query = statement(
                    plan,
                    table=exp.to_table(TABLE),
                    carried=(KEY,),
                    results=results,
                    dialect="spark",
                )
                self.session.sql(query.sql("spark")).write.parquet(str(found))
            answer = pl.read_parquet(found / "*.parquet").sort(KEY)
        return answer.select(outputs(results)).rename(
            dict(zip(outputs(results), results, strict=True))
        )


@contextmanager
def spark(
    master: str, *, settings: Mapping[str, str] | None = None, shared: Path | None = None
) -> Iterator[Spark]:
    """The engine on the cluster of an address, for one run.

    Args:
        master: ``spark://host:port``.
        settings: further settings of Spark, such as ``spark.executor.memory``.
        shared: see ``Spark``; default: the folder for temporary files.

    Raises:
        SparkAbsent, NoSparkMaster, SparkUnreachable: as named.
    """
    if urlsplit(master).scheme != "spark":
        raise NoSparkMaster(master=master)
    if find_spec("pyspark") is None:
        raise SparkAbsent
    session = _started(master, settings or {})
    try:
        yield Spark(session, shared or Path(tempfile.gettempdir()))
    finally:
        session.stop()


def _started(master: str, settings: Mapping[str, str]) -> Session:
    host = urlsplit(master).hostname or ""
    chosen = dict(SETTINGS)
    if host in LOOPBACK:
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
        chosen |= {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
    chosen |= settings
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of pandas, which is not used
            builder = import_module("pyspark.sql").SparkSession.builder.master(master)
            builder = builder.appName("jigai")
            for name, value in chosen.items():
                builder = builder.config(name, value)
            return builder.getOrCreate()
    except _faults() as fault:
        raise SparkUnreachable(fault=said(fault)) from None


@contextmanager
def finishing() -> Iterator[None]:
    """Refuse by name where Spark gives up.

    Raises:
        SparkRefused: with the first line of what it says.
    """
    try:
        yield
    except _faults() as fault:
        raise SparkRefused(fault=said(fault)) from None


def _faults() -> tuple[type[Exception], ...]:
    """What Spark, its bridge to Java and the start of Java raise."""
    spark, java = import_module("pyspark.errors"), import_module("py4j.protocol")
    return spark.PySparkException, java.Py4JError, OSError


def said(fault: Exception) -> str:
    """The first line of a fault."""
    text = str(fault).strip()
    return text.splitlines()[0] if text else type(fault).__name__
