// Replaces curl under Windows: appends its arguments to the file arguments.txt, each followed by a zero
// byte, and ends them with a byte of value one.
#include <windows.h>
#include <shellapi.h>
#include <stdio.h>

int main(void) {
    int count;
    LPWSTR *arguments = CommandLineToArgvW(GetCommandLineW(), &count);
    FILE *file = fopen("arguments.txt", "ab");
    static char text[1 << 17];
    for (int i = 0; i < count; i++) {
        int length = WideCharToMultiByte(CP_UTF8, 0, arguments[i], -1, text, sizeof text, 0, 0);
        fwrite(text, 1, length, file);
    }
    fputc(1, file);
    return fclose(file);
}
