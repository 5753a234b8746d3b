#include "app/verifiers.hpp"

#include <gtest/gtest.h>
#include <sys/wait.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>

#include "app_commands.hpp"
#include "folders.hpp"

namespace bowball {

Verdict ours(const std::vector<std::string>& arguments) {
    CLI::App cli;
    Verdict verdict;
    add_verify(cli, verdict.code);
    auto reversed = arguments;
    reversed.insert(reversed.begin(), "verify");
    std::ranges::reverse(reversed);
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    cli.parse(reversed);
    verdict.said = testing::internal::GetCapturedStdout() + testing::internal::GetCapturedStderr();
    return verdict;
}

Verdict by_python(const std::vector<std::string>& arguments, const std::string& python) {
    auto command = python + " '" + source_folder() + "/docs/verify/verify.py'";
    for (const auto& one : arguments) command += " '" + one + "'";
    auto* pipe = ::popen((command + " 2>&1").c_str(), "r");
    Verdict verdict;
    char bytes[4096];
    while (const auto got = std::fread(bytes, 1, sizeof bytes, pipe)) verdict.said.append(bytes, got);
    verdict.code = WEXITSTATUS(::pclose(pipe));
    return verdict;
}

std::string first_bad(const Verdict& verdict) {
    const std::string before = "BROKEN at entry ";
    const auto found = verdict.said.find(before);
    return found == std::string::npos ? "" : verdict.said.substr(found + before.size(), verdict.said.find(':', found) - found - before.size());
}

}  // namespace bowball
