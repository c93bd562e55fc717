"""An agent that gets the apps of a user from `pdconnect mcp` over stdio. Needs pdconnect[cli,mcp] and openai-agents."""

import asyncio
import os

from agents import Agent, Runner
from agents.mcp import MCPServerStdio

TASK = "Say hello in the Slack channel general."
ARGUMENTS = ["mcp", "--environment", "development", "--user", "user-1", "--app", "slack"]


async def main() -> None:
    """Run the agent. The command gets its credentials from the environment, or from `pdconnect login`."""
    async with MCPServerStdio({"command": "pdconnect", "args": ARGUMENTS, "env": dict(os.environ)}) as server:
        agent = Agent(name="Assistant", model="gpt-5", mcp_servers=[server])
        print((await Runner.run(agent, TASK)).final_output)


if __name__ == "__main__":
    asyncio.run(main())
