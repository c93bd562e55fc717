"""An agent loop with LangChain's chat models and tools, on the apps of a user. Needs langchain-core and the package of a model."""

from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import HumanMessage
from langchain_core.tools import StructuredTool

import pdconnect

TASK = "Say hello in the Slack channel general."


def structured_tool(tool: pdconnect.AsyncTool) -> StructuredTool:
    """Return a tool for LangChain."""
    return StructuredTool.from_function(
        name=tool.name, description=tool.description, args_schema=tool.input_schema, coroutine=tool.run
    )


async def main(model: BaseChatModel) -> None:
    """Let the model call tools until it has a final text: `asyncio.run(main(ChatOpenAI(model="gpt-5")))`."""
    async with pdconnect.AsyncClient(environment="development") as client:
        tools = await client.tools.for_user("user-1", apps=["slack"])
        functions = {tool.name: structured_tool(tool) for tool in tools}
        messages: list[Any] = [HumanMessage(TASK)]
        while calls := (reply := await model.bind_tools(list(functions.values())).ainvoke(messages)).tool_calls:
            messages += [reply, *[await functions[call["name"]].ainvoke(call) for call in calls]]
        print(reply.content)
