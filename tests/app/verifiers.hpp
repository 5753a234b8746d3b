// The two verifiers, ours and the one in Python, and what each says.
#pragma once
#include <string>
#include <vector>

namespace bowball {

struct Verdict {
    int code = -1;
    std::string said;
};
[[nodiscard]] Verdict ours(const std::vector<std::string>& arguments);
/// `python`: what runs it, with its options.
[[nodiscard]] Verdict by_python(const std::vector<std::string>& arguments, const std::string& python = "/usr/bin/python3");
/// The number behind "BROKEN at entry"; empty where it says none.
[[nodiscard]] std::string first_bad(const Verdict& verdict);

}  // namespace bowball
